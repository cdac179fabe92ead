package dev.jedro.spark.connect;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkBuildInfo;
import org.apache.spark.sql.SparkSession;

/** Which servers a client gets on with: those that are as new as itself, or newer. */
final class Versions {
    /** A server of 4.0 does not know these, and a newer client asks for them with every upload. */
    private static final Map<String, String> UPLOADS_TO_4_0 = Map.of(
            "spark.sql.session.localRelationCacheThreshold", "1000000000",
            "spark.sql.session.localRelationChunkSizeBytes", "16777216",
            "spark.sql.session.localRelationChunkSizeRows", "10000",
            "spark.sql.session.localRelationBatchOfChunksSizeBytes", "1073741824",
            "spark.sql.session.localRelationSizeLimit", "3221225472");

    private Versions() {}

    static String client() {
        return SparkBuildInfo.spark_version();
    }

    /**
     * What is wrong with a server's version; a warning if it may do.
     *
     * @throws JedroException if it cannot
     */
    static Optional<Problem> check(String client, String server) {
        if (compare(client, server) <= 0) {
            return Optional.empty();
        }
        String fix = "write into <dependencyManagement> of the pom: org.apache.spark:spark-connect-client-jvm_2.13:"
                + server.replaceFirst("-.*", "") + ", and spark-sql_2.13 of the same version; or use a newer server";
        Problem problem = Problem.warning(
                        SparkCode.OLD_SERVER,
                        "The server has Spark " + server + ", which is older than the client's " + client + ".")
                .at(Place.of("pom.xml"))
                .fix(fix);
        if (major(server) < 4) {
            throw new JedroException(Problem.error(problem.code(), problem.what())
                    .at(Place.of("pom.xml"))
                    .fix(fix));
        }
        return Optional.of(problem);
    }

    static void adapt(SparkSession session, String server) {
        if (server.startsWith("4.0")) {
            UPLOADS_TO_4_0.forEach(session.conf()::set);
        }
    }

    /** By the first two numbers. */
    private static int compare(String one, String other) {
        int majors = Integer.compare(major(one), major(other));
        return majors != 0 ? majors : Integer.compare(minor(one), minor(other));
    }

    private static int major(String version) {
        return number(version, 0);
    }

    private static int minor(String version) {
        return number(version, 1);
    }

    private static int number(String version, int index) {
        String[] parts = version.split("[.-]");
        return index < parts.length && parts[index].matches("\\d+") ? Integer.parseInt(parts[index]) : 0;
    }
}
