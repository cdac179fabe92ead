package dev.jedro.spark.failure;

import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an exception of Spark's means in a node's own code and in a session, in words that say how to mend it. */
public final class SparkFailures {
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`(?:\\.`([^`]+)`)?(?:\\.`([^`]+)`)?");
    private static final Pattern SUGGESTED = Pattern.compile("Did you mean one of the following\\? \\[([^\\]]*)]");
    private static final Pattern MISSING_PATH = Pattern.compile("Path does not exist: (\\S+?)\\.? ");
    private static final Pattern MISSING_CLASS = Pattern.compile(
            "(?:Failed to load class: |ClassNotFoundException: |NoClassDefFoundError: )([\\w$]+(?:[./][\\w$]+)*)");
    private static final Pattern NOT_SERIALIZABLE =
            Pattern.compile("NotSerializableException: ([\\w$]+(?:\\.[\\w$]+)*)");
    private static final List<String> LOST = List.of(
            "INVALID_HANDLE.SESSION_",
            "INVALID_HANDLE.OPERATION_NOT_FOUND",
            "OPERATION_NOT_FOUND/SESSION_NOT_FOUND on the server",
            "server driver instance has restarted");

    private SparkFailures() {}

    /** Whether a message says that the server does not know the session any more: it was started anew, or the session was idle for too long. */
    public static boolean saysLostSession(String message) {
        return LOST.stream().anyMatch(message::contains);
    }

    /** Whether a message says that the server does not accept the token. */
    public static boolean saysUnauthenticated(String message) {
        return message.contains("UNAUTHENTICATED");
    }

    /** Whether a message says that who logged in may not do this. */
    public static boolean saysForbidden(String message) {
        return message.contains("PERMISSION_DENIED");
    }

    /** What an exception means; empty if neither it nor one of its causes is Spark's. */
    public static Optional<Problem> explain(Throwable thrown) {
        SparkMessage message = SparkMessage.of(thrown);
        if (saysLostSession(message.text())) {
            return Optional.of(Problem.error(
                            SparkCode.SESSION_LOST,
                            "The remote Spark session is lost: its server was started anew, or had ended it.")
                    .fix("run again: the next run opens a new session"));
        }
        if (message.says("ClassCastException") && message.says("connect.Dataset") && message.says("classic.Dataset")) {
            return Optional.of(Problem.error(
                            SparkCode.OTHER_SESSION, "Datasets of two Spark sessions meet in one operation.")
                    .fix("make both with the same session, or save one to a table that the other session reads"));
        }
        if (saysUnauthenticated(message.text())) {
            return Optional.of(
                    Problem.error(SparkCode.UNAUTHENTICATED, "The Spark server does not accept the token any more.")
                            .fix("make a new token, and put it where the old one was"));
        }
        if (message.says("StatusRuntimeException: UNAVAILABLE", "RetriesExceeded")) {
            return Optional.of(Problem.error(SparkCode.UNREACHABLE, "The Spark server does not answer any more.")
                    .fix("look whether it still runs, then run again"));
        }
        return message.isSparks() ? Optional.of(known(message)) : Optional.empty();
    }

    private static Problem known(SparkMessage message) {
        String text = message.text();
        if (message.says("OPERATION_CANCELED", "SPARK_JOB_CANCELLED")) {
            return Problem.error(SparkCode.CANCELLED, "The work on Spark was cancelled.")
                    .fix("run again");
        }
        if (message.says("NotSerializable", "Task not serializable")) {
            Matcher what = NOT_SERIALIZABLE.matcher(text);
            return Problem.error(
                            SparkCode.NOT_SERIALIZABLE,
                            "A function that is sent to Spark holds something that cannot be sent"
                                    + (what.find() ? ": a " + name(what.group(1)) : "") + ".")
                    .fix(
                            "use only values, records and other serializable things inside the lambda; make the rest in it");
        }
        Matcher missingClass = MISSING_CLASS.matcher(text);
        if (missingClass.find()) {
            return Problem.error(
                            SparkCode.CLASS_MISSING,
                            "The Spark server has not the class "
                                    + name(missingClass.group(1).replace('/', '.')) + ".")
                    .fix(
                            "if a library has it: name its jar in spark.yml,  classes: {jars: [libs/…jar]}, or install it on the server")
                    .fix("if it is the project's own: remove 'send: false' under 'classes' in spark.yml");
        }
        if (message.says("Failed to unpack scala udf", "DefaultSerializationProxy")) {
            return Problem.error(SparkCode.CLASS_MISSING, "The Spark server lacks a class that a function needs.")
                    .fix(
                            "if a library has it: name its jar in spark.yml,  classes: {jars: [libs/…jar]}, or install it on the server");
        }
        if (message.says("CANNOT_MODIFY_STATIC_CONFIG", "CANNOT_MODIFY_CONFIG")) {
            return Problem.error(SparkCode.WRONG_SETTING, message.sentence())
                    .fix(
                            "set it where the engine is started: under 'conf' in spark.yml, or in the configuration of the cluster");
        }
        if (message.says("PATH_NOT_FOUND")) {
            return path(text);
        }
        Optional<String> delta = message.hidden().filter(name -> name.startsWith("DELTA_"));
        if (delta.isPresent()) {
            return Problem.error(SparkCode.SPARK_FAILED, "Delta refuses it: " + words(delta.get()) + ".")
                    .fix("look up " + delta.get() + " in Delta's documentation");
        }
        if (message.says("TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "UNRESOLVED_COLUMN")) {
            return missing(text);
        }
        return Problem.error(SparkCode.SPARK_FAILED, message.sentence()).fix("--verbose shows the whole stack");
    }

    /** As the source has it: nested classes behind a dot. */
    private static String name(String binary) {
        return binary.replace('$', '.');
    }

    private static Problem path(String text) {
        Matcher path = MISSING_PATH.matcher(text + " ");
        String which = path.find() ? path.group(1) : "the path";
        Problem problem = Problem.error(SparkCode.NO_PATH, "Spark finds nothing at " + which + ".");
        return which.startsWith("file:")
                ? problem.fix("correct the path")
                        .fix(
                                "with a remote session: a path of your machine is not seen by the cluster; put the data where the cluster can read it")
                : problem.fix("correct the path");
    }

    private static Problem missing(String text) {
        boolean column = text.contains("UNRESOLVED_COLUMN");
        String kind = column ? "column" : text.contains("SCHEMA_NOT_FOUND") ? "schema" : "table or view";
        Matcher named = NAMED.matcher(text);
        StringBuilder name = new StringBuilder();
        if (named.find()) {
            for (int group = 1; group <= 3; group++) {
                if (named.group(group) != null) {
                    name.append(group == 1 ? "" : ".").append(named.group(group));
                }
            }
        }
        List<String> near = new ArrayList<>();
        Matcher suggested = SUGGESTED.matcher(text);
        if (suggested.find()) {
            for (String one : suggested.group(1).split(", ")) {
                near.add(one.replace("`", ""));
            }
        }
        return Problem.error(SparkCode.NOT_FOUND, "Spark knows no " + kind + " '" + name + "'.")
                .near(near)
                .fix(
                        column
                                ? "use one of the columns that there are"
                                : "correct the name, or run the node that makes it first");
    }

    /** {@code DELTA_DUPLICATE_COLUMNS_FOUND} becomes {@code duplicate columns found}. */
    private static String words(String errorClass) {
        return errorClass
                .replaceFirst("^DELTA_", "")
                .replace('_', ' ')
                .replace(".", ": ")
                .toLowerCase(Locale.ROOT);
    }
}
