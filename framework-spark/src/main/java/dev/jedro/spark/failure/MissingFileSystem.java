package dev.jedro.spark.failure;

import dev.jedro.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address whose file system comes with a library that is not there. */
final class MissingFileSystem {
    private static final Pattern CLASS = Pattern.compile(
            "Class ((?:org\\.apache\\.hadoop\\.fs|com\\.google\\.cloud\\.hadoop\\.fs)\\.[\\w$.]+) not found");

    private static final Pattern SCHEME = Pattern.compile("No FileSystem for scheme[: ]+\"?([\\w+.-]+)\"?");

    /** By what the class's package, or the scheme, begins with. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "s3", "org.apache.hadoop:hadoop-aws",
            "abfs", "org.apache.hadoop:hadoop-azure",
            "azure", "org.apache.hadoop:hadoop-azure",
            "wasb", "org.apache.hadoop:hadoop-azure",
            "adl", "org.apache.hadoop:hadoop-azure-datalake",
            "gs", "com.google.cloud.bigdataoss:gcs-connector",
            "oss", "org.apache.hadoop:hadoop-aliyun");

    private MissingFileSystem() {}

    static Optional<Problem> of(SparkMessage message) {
        Matcher type = CLASS.matcher(message.text());
        if (type.find()) {
            String name = type.group(1);
            return Optional.of(problem(
                    name.replaceFirst("^.*\\.fs\\.", ""), "Hadoop's class " + name + " is not on the class path"));
        }
        Matcher scheme = SCHEME.matcher(message.text());
        return scheme.find()
                ? Optional.of(problem(scheme.group(1), "Spark has no file system for '" + scheme.group(1) + ":'"))
                : Optional.empty();
    }

    private static Problem problem(String system, String what) {
        Problem problem = Problem.error(TableCode.NO_FILE_SYSTEM, what);
        if (system.startsWith("dbfs")) {
            return problem.fix("use a session of Databricks: nothing else has this file system")
                    .fix("run with a local session on a copy in a folder");
        }
        return LIBRARIES.entrySet().stream()
                .filter(entry -> system.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .map(library -> problem.fix("add " + library + " to the pom"
                                + (library.startsWith("org.apache.hadoop:")
                                        ? ", in the version of the hadoop-client-api that Spark brings"
                                        : ""))
                        .fix("with a remote session, have it installed on the server"))
                .orElseGet(() -> problem.fix("correct the address, or add the library that has this file system"));
    }
}
