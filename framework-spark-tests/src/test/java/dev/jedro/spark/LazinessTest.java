package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is computed before something is saved. Alone: it counts all jobs of the engine. */
@OnTheEngine
@OnTheServer
class LazinessTest {
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<Dataset<Row>> SQUARES = ref("squares");
    private static final Ref<Dataset<Row>> SUM = ref("sum");

    /** How many jobs had been started when each node began. */
    private static final List<Integer> JOBS = new CopyOnWriteArrayList<>();

    private static final Started STARTED = new Started();

    private static final class Started extends SparkListener {
        private final AtomicInteger jobs = new AtomicInteger();

        @Override
        public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
        }

        /** All that were started until now: Spark tells its listeners a little later. */
        int jobs(SparkSession spark) {
            try {
                spark.sparkContext().listenerBus().waitUntilEmpty();
            } catch (java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
            return jobs.get();
        }
    }

    static Dataset<Row> numbers(SparkSession spark) {
        JOBS.add(STARTED.jobs(spark));
        return spark.range(1, 101).toDF("n");
    }

    static Dataset<Row> squares(Dataset<Row> numbers) {
        JOBS.add(STARTED.jobs(numbers.sparkSession()));
        return numbers.selectExpr("n * n AS n");
    }

    static Dataset<Row> sum(Dataset<Row> squares) {
        JOBS.add(STARTED.jobs(squares.sparkSession()));
        return squares.selectExpr("sum(n) AS n");
    }

    /** Registered by its name in jedro.yml. */
    public static final class Lazy implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "lazy",
                    () -> Pipeline.of(
                            node(LazinessTest::numbers).from(Spark.SESSION).to(NUMBERS),
                            node(LazinessTest::squares).from(NUMBERS).to(SQUARES),
                            node(LazinessTest::sum).from(SQUARES).to(SUM)));
        }
    }

    @Test
    void threeNodesStartNoJobBeforeTheSaveOfTheLast(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(root.resolve("jedro.yml"), "name: Lazy\nproject: " + Lazy.class.getName() + "\n");
        Files.writeString(
                root.resolve("conf/base/catalog.yml"), "sum: {type: spark.File, filepath: data/sum.parquet}\n");
        SparkSession spark = LocalSpark.session();
        spark.sparkContext().addSparkListener(STARTED);
        try (Session session = Jedro.open(root)) {
            int before = STARTED.jobs(spark);
            session.run().orThrow();

            assertThat(JOBS).containsExactly(before, before, before);
            assertThat(STARTED.jobs(spark)).isGreaterThan(before);
        } finally {
            spark.sparkContext().removeSparkListener(STARTED);
        }
        assertThat(spark.read()
                        .parquet(root.resolve("data/sum.parquet").toString())
                        .head()
                        .getLong(0))
                .isEqualTo(338350);
    }
}
