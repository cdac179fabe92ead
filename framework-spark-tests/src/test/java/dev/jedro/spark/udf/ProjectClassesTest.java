package dev.jedro.spark.udf;

import static dev.jedro.spark.SparkProject.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectClassesTest {
    private static final Place PLACE = Place.of("conf/base/spark.yml", 3, 1);

    @TempDir
    Path root;

    private Path file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void areTheFoldersOfTheClassPathWhatTheBuildMadeAndWhatIsNamed() throws IOException {
        file("target/classes/a/A.class", "A");
        Path classes = root.resolve("target/classes");
        Path made = file("target/app.jar", "app");
        Path library = file("target/lib/spark.jar", "spark");
        Path named = file("libs/fuzzy.jar", "fuzzy");
        String classPath = String.join(
                File.pathSeparator,
                classes.toString(),
                made.toString(),
                library.toString(),
                root.resolve("target/none.jar").toString());

        ProjectClasses found = ProjectClasses.of(classPath, root, List.of(Path.of("libs/fuzzy.jar")));

        assertThat(found.folders()).containsExactly(classes);
        assertThat(found.jars()).containsExactly(made, named);
    }

    @Test
    void haveTheSameNameAsLongAsTheyHaveTheSameContent() throws IOException {
        file("classes/a/A.class", "A");
        Path folder = root.resolve("classes");
        file("classes/b/B.class", "B");
        Artifact first = Artifact.of(folder).orElseThrow();
        Files.setLastModifiedTime(folder.resolve("a/A.class"), java.nio.file.attribute.FileTime.fromMillis(0));
        assertThat(Artifact.of(folder).orElseThrow().target())
                .isEqualTo(first.target())
                .matches("jars/jedro-classes-[0-9a-f]{16}\\.jar");

        file("classes/b/B.class", "C");
        assertThat(Artifact.of(folder).orElseThrow().target()).isNotEqualTo(first.target());
        assertThat(entries(first)).containsExactly("a/A.class", "b/B.class");
        assertThat(Artifact.of(Files.createDirectory(root.resolve("empty")))).isEmpty();
        assertThat(Artifact.ofJar(file("odd name;1.jar", "x")).target())
                .matches("jars/jedro-odd_name_1-[0-9a-f]{16}\\.jar");
    }

    private static List<String> entries(Artifact artifact) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(artifact.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @Test
    void tellWhichNamedJarIsNotThere() {
        Problem problem = problemOf(
                () -> ProjectClasses.of(root, new ClassSettings(true, List.of(Path.of("libs/fuzy.jar"))), PLACE));
        assertThat(problem.code()).isEqualTo(SparkCode.WRONG_SETTING);
        assertThat(problem.what()).contains("'libs/fuzy.jar'");
        assertThat(problem.where()).containsExactly(PLACE);
        assertThat(problem.fixes()).hasSize(1);
    }
}
