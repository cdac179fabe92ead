package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.spark.catalog.FolderCatalog;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/databricks-notebooks.md says: its cells are compiled by Scala's compiler and run beside a Spark session that was there before. */
class NotebookGuideTest {
    private static final Path PAGE = Path.of("../docs/databricks-notebooks.md");

    @TempDir
    Path folder;

    @Test
    void theCellsRunInTheSessionThatIsThere() throws Exception {
        try (StarterProject project = StarterProject.make("databricks-iris", folder)) {
            SparkSession notebook = session(folder.resolve("unity"));
            try {
                Files.createDirectories(project.root().resolve("conf/notebook"));
                Files.writeString(
                        project.root().resolve("conf/notebook/spark.yml"),
                        blocks("yaml").get(0));

                run(project, blocks("scala"));

                assertThat(new ProjectResults(project.root().resolve("data")).versions("08_reporting/metrics.json"))
                        .hasSize(3);
                assertThat(folder.resolve("unity/iris/predictions/_delta_log")).isDirectory();
                assertThat(notebook.sql("select 1").count()).isEqualTo(1);
            } finally {
                SparkSession.clearActiveSession();
            }
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** What a Databricks runtime has before the first cell: Spark, Delta, and a catalog. */
    private static SparkSession session(Path catalog) {
        SparkSession session = SharedSpark.start().newSession();
        session.conf().set("spark.sql.catalog.main", FolderCatalog.class.getName());
        session.conf().set("spark.sql.catalog.main.warehouse", catalog.toString());
        SparkSession.setActiveSession(session);
        return session;
    }

    private void run(StarterProject project, List<String> cells) throws Exception {
        String text = cells.stream().collect(Collectors.joining("\n"));
        String path = "/Workspace/Users/me@acme.com/iris-databricks";
        assertThat(cells).hasSize(4);
        assertThat(text).contains(path);
        Path source = Files.writeString(
                folder.resolve("Cells.scala"),
                "object Cells { def run(): Unit = {\n"
                        + text.replace(path, project.root().toString()) + "\n} }");
        Path classes = Files.createDirectory(folder.resolve("cells"));
        scala.tools.nsc.Main.process(new String[] {
            "-usejavacp", "-cp", System.getProperty("java.class.path"), "-d", classes.toString(), source.toString()
        });
        assertThat(scala.tools.nsc.Main.reporter().hasErrors()).isFalse();

        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader cellLoader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, project.classLoader())) {
            thread.setContextClassLoader(cellLoader);
            cellLoader.loadClass("Cells").getMethod("run").invoke(null);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
