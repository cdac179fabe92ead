package dev.jedro.spark;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.run.RunResult;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.Session;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs a project in a process whose class path has the remote client of Spark, and no engine. */
public final class ThinProcess {
    private static final Ref<Dataset<Row>> NUMBERS = ref("numbers");
    private static final Ref<Dataset<Row>> FIVES = ref("fives");
    private static final Ref<String> SUM = ref("sum");

    private ThinProcess() {}

    static Dataset<Row> numbers(SparkSession spark, Dataset<Row> fives) {
        return spark.range(1, 101).toDF("n").union(fives);
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
                            node(ThinProcess::numbers)
                                    .from(Spark.SESSION, FIVES)
                                    .to(NUMBERS),
                            node(ThinProcess::sum).from(NUMBERS).to(SUM)));
        }
    }

    /** @param arguments the project's folder, and the provider */
    public static void main(String[] arguments) {
        System.out.println("engine " + isThere("org.apache.spark.SparkEnv") + ", delta "
                + isThere("io.delta.sql.DeltaSparkSessionExtension"));
        ConfigMap settings = ConfigMap.of(Map.of("spark", Map.of("provider", arguments[1])), Place.of("--set"));
        try (Session session =
                Jedro.at(Path.of(arguments[0])).settings(settings).open()) {
            RunResult result = session.run();
            System.out.println(result.status());
            result.problems().forEach(System.out::println);
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, ThinProcess.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
