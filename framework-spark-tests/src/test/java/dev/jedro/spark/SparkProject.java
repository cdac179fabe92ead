package dev.jedro.spark;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.catalog.SharedResources;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.server.ConnectServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A project's folder with a catalog, whose datasets use one session. */
public final class SparkProject implements AutoCloseable {
    private final Path root;
    private final SharedResources resources = new SharedResources();
    private final String spark;
    private String catalog = "";

    /** @param spark the text of spark.yml */
    public SparkProject(Path root, String spark) {
        this.root = root;
        this.spark = spark;
    }

    /** On the engine in this process. */
    public static SparkProject local(Path root) {
        LocalSpark.start();
        return new SparkProject(root, "provider: local\n");
    }

    /** On a server in another process, with the same catalog in a folder; the two see the same files, and nobody relies on it. */
    public static SparkProject connect(Path root, String more) {
        return new SparkProject(
                root,
                "provider: connect\nremote: " + ConnectServer.shared().url() + "\nclasses: {send: false}\nconf:\n"
                        + "  spark.sql.catalog.main: dev.jedro.spark.catalog.FolderCatalog\n"
                        + "  spark.sql.catalog.main.warehouse: " + root.resolve("data/warehouse") + "\n"
                        + "  spark.sql.defaultCatalog: main\n" + more);
    }

    public SparkProject catalog(String yaml) {
        catalog = yaml;
        return this;
    }

    public Path file(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public OpenCatalog open(Map<String, String> loadVersions) {
        ProjectConfig config = config();
        Problems problems = new Problems();
        DataCatalog read = DataCatalog.of(config.catalog(), config.credentials(), DatasetTypes.installed(), problems);
        problems.addAll(read.check(List.of()));
        problems.throwIfErrors();
        return read.open(CatalogSession.of(root, "v1")
                .withLoadVersions(loadVersions)
                .withConfig(config::section)
                .withResources(resources));
    }

    private ProjectConfig config() {
        file("conf/base/catalog.yml", catalog);
        file("conf/base/spark.yml", spark);
        return ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(root.resolve("conf"), "conf"))
                .withSection("spark"));
    }

    public OpenCatalog open() {
        return open(Map.of());
    }

    public SparkSession session() {
        return SparkSessions.of(resources, root, config()).session();
    }

    public Dataset<Row> load(String name) {
        return load(name, Map.of());
    }

    @SuppressWarnings("unchecked") // a dataset of this type gives rows
    public Dataset<Row> load(String name, Map<String, String> versions) {
        try (OpenCatalog open = open(versions)) {
            return (Dataset<Row>) open.load(name, Dataset.class);
        }
    }

    /** The rows of a dataset as texts, sorted. */
    public List<String> rows(String name) {
        return texts(load(name));
    }

    public static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .collect(Collectors.toList());
    }

    /** @return the version that was made */
    public String save(String name, String sql) {
        try (OpenCatalog open = open()) {
            open.save(name, Dataset.class, session().sql(sql));
            return open.savedVersion(name).orElse("");
        }
    }

    public boolean exists(String name) {
        try (OpenCatalog open = open()) {
            return open.exists(name);
        }
    }

    public List<String> sql(String statement) {
        return texts(session().sql(statement));
    }

    public static List<Problem> problemsOf(ThrowingCallable action) {
        return Assertions.catchThrowableOfType(JedroException.class, action).problems();
    }

    public static Problem problemOf(ThrowingCallable action) {
        List<Problem> problems = problemsOf(action);
        Assertions.assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Override
    public void close() {
        resources.close();
    }
}
