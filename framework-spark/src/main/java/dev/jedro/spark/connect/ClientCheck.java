package dev.jedro.spark.connect;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.lang.management.ManagementFactory;
import java.security.CodeSource;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Says plainly what is wrong with this process before the remote client fails in a way that nobody understands: to be asked before {@link ConnectSession} is touched, which cannot even
 * be loaded without the client.
 */
public final class ClientCheck {
    private static final String CLIENT = "org.apache.spark.sql.connect.client.SparkConnectClient";
    static final String UNSAFE = "--sun-misc-unsafe-memory-access=allow";
    static final String OPENS = "--add-opens=java.base/java.nio=ALL-UNNAMED";
    private static final int UNSAFE_ASKED = 24;

    private ClientCheck() {}

    /** @throws JedroException if the client is missing, comes too late on the class path, or Java was started without an option that it needs */
    public static void run() {
        if (!isThere()) {
            throw new JedroException(
                    Problem.error(SparkCode.WRONG_CLASS_PATH, "Spark's remote client is not on the class path.")
                            .at(Place.of("pom.xml"))
                            .fix("add to the pom, before spark-sql: org.apache.spark:spark-connect-client-jvm_2.13:"
                                    + Versions.client()));
        }
        checkOrder(SparkSession.class.getProtectionDomain().getCodeSource());
        checkOptions(
                Runtime.version().feature(),
                Object.class.getModule().isOpen("java.nio", ClientCheck.class.getModule()),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    private static boolean isThere() {
        try {
            Class.forName(CLIENT, false, ClientCheck.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Ten classes are in both jars, and only those of the client work with it. */
    static void checkOrder(CodeSource source) {
        if (source != null
                && source.getLocation() != null
                && source.getLocation().getPath().contains("spark-sql-api")) {
            throw new JedroException(
                    Problem.error(
                                    SparkCode.WRONG_CLASS_PATH,
                                    "The class path has spark-sql-api before Spark's remote client; then no remote session works.")
                            .at(Place.of("pom.xml"))
                            .fix(
                                    "name dev.jedro:framework-spark, or spark-connect-client-jvm_2.13, before spark-sql in the pom"));
        }
    }

    static void checkOptions(int java, boolean nioIsOpen, List<String> arguments) {
        StringBuilder missing = new StringBuilder(nioIsOpen ? "" : OPENS);
        if (java >= UNSAFE_ASKED && !arguments.contains(UNSAFE)) {
            missing.append(missing.isEmpty() ? "" : " ").append(UNSAFE);
        }
        if (!missing.isEmpty()) {
            throw new JedroException(Problem.error(
                            SparkCode.JVM_OPTIONS,
                            "Java was started without " + missing + ", which Spark's remote client needs.")
                    .fix("start it with " + missing)
                    .fix("in a project, write under 'jvm' in jedro.yml: ["
                            + missing.toString().replace(" ", ", ") + "]"));
        }
    }
}
