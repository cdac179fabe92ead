package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on the engine inside this process. */
class LocalSessionTest {
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<String> SUM = ref("sum");

    static Dataset<Row> numbers(SparkSession spark) {
        return spark.range(1, 101).toDF("n");
    }

    static String sum(Dataset<Row> numbers) {
        return String.valueOf(numbers.selectExpr("sum(n)").head().getLong(0));
    }

    /** Registered by its name in jedro.yml. */
    public static final class Sums implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "sums",
                    () -> Pipeline.of(
                            node(LocalSessionTest::numbers).from(Spark.SESSION).to(NUMBERS),
                            node(LocalSessionTest::sum).from(NUMBERS).to(SUM)));
        }
    }

    @TempDir
    Path root;

    @BeforeEach
    void makesAProject() throws IOException {
        file("jedro.yml", "name: Sums\nproject: " + Sums.class.getName() + "\n");
        file("conf/base/catalog.yml", "sum: {type: Text, filepath: data/sum.txt}\n");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void givesNodesASessionWithDelta() throws IOException {
        file("conf/base/spark.yml", "master: local[2]\nconf: {spark.sql.shuffle.partitions: 3}\n");
        try (Session session = Jedro.open(root)) {
            session.run().orThrow();
        }
        assertThat(root.resolve("data/sum.txt")).hasContent("5050");
    }

    @Test
    void tellsOfAnUnknownProvider() throws IOException {
        file("conf/base/spark.yml", "provider: locl\n");
        try (Session session = Jedro.open(root)) {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> session.run().orThrow())
                    .withMessageContaining("JED-750")
                    .withMessageContaining("Near: local");
        }
    }
}
