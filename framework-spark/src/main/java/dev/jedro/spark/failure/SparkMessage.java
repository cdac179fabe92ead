package dev.jedro.spark.failure;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/**
 * What an exception and its causes say, as Spark, Delta and Spark's remote client word it.
 *
 * @param thrown the exception itself
 * @param text all messages, the outermost first, a cause behind its type
 */
record SparkMessage(Throwable thrown, String text) {
    /** A server's own errors are unknown to the client, which tells their name only within a text. */
    private static final Pattern HIDDEN =
            Pattern.compile("Cannot find main error class '([A-Z][A-Z0-9_]*(?:\\.[A-Z][A-Z0-9_]*)*)");

    private static final Pattern NAMED = Pattern.compile("\\[([A-Z][A-Z0-9_]+(?:\\.[A-Z][A-Z0-9_]*)*)]");
    private static final Pattern TYPE = Pattern.compile("^(?:[a-z][\\w]*\\.)+[\\w$]*(?:Exception|Error): ");
    /** Before what a task said. */
    private static final Pattern TASK =
            Pattern.compile("^(?:\\w+: )?Job aborted due to stage failure: .*?\\(TID \\d+\\) \\([^)]*\\): ");

    private static final String TASK_FAILED = "TASK_WRITE_FAILED";
    private static final int DEEPEST = 20;

    static SparkMessage of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        chain(thrown)
                .forEach(each -> text.append(
                                each == thrown && each.getClass().getName().startsWith("org.apache.spark.")
                                        ? ""
                                        : each.getClass().getSimpleName() + ": ")
                        .append(each.getMessage())
                        .append('\n'));
        return new SparkMessage(thrown, text.toString());
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(DEEPEST);
    }

    /** Whether one of these stands anywhere in it. */
    boolean says(String... words) {
        return Arrays.stream(words).anyMatch(text::contains);
    }

    /** The rest of the line behind these words, without Spark's own end of it; empty if they stand nowhere. */
    Optional<String> after(String words) {
        int at = text.indexOf(words);
        return at < 0
                ? Optional.empty()
                : text.substring(at + words.length())
                        .lines()
                        .findFirst()
                        .map(line -> line.replaceFirst(" SQLSTATE: \\w+.*$", "").strip());
    }

    /** The name that Spark gives to the error, for instance {@code TABLE_OR_VIEW_NOT_FOUND}, without its finer part behind a dot; empty if it gives none. */
    String condition() {
        String full =
                chain(thrown).flatMap(each -> named(each).stream()).findFirst().orElse("");
        return full.contains(".") ? full.substring(0, full.indexOf('.')) : full;
    }

    /** What is told of the one value that a task could not write, where the outermost message only names the task's place; else empty. */
    Optional<SparkMessage> inner() {
        return condition().equals(TASK_FAILED)
                ? chain(thrown)
                        .filter(each -> named(each)
                                .filter(name -> !name.equals(TASK_FAILED))
                                .isPresent())
                        .findFirst()
                        .map(SparkMessage::of)
                : Optional.empty();
    }

    private static Optional<String> named(Throwable one) {
        String message = String.valueOf(one.getMessage());
        Optional<String> hidden = first(HIDDEN, message);
        if (hidden.isPresent()) {
            return hidden;
        }
        return one instanceof SparkThrowable known && known.getCondition() != null
                ? Optional.of(known.getCondition())
                : first(NAMED, message);
    }

    /** The whole name of an error that the server knows and the client does not, such as all of Delta's. */
    Optional<String> hidden() {
        return first(HIDDEN, text);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The first line of the outermost message, without the type of a cause that it begins with. */
    String firstLine() {
        String message =
                TYPE.matcher(String.valueOf(thrown.getMessage()).strip()).replaceFirst("");
        return message.lines().findFirst().orElse(thrown.getClass().getSimpleName());
    }

    /** From the error's name to the end of its line, or the first line if it has none. */
    String sentence() {
        Matcher name = NAMED.matcher(text);
        String from = name.find() ? text.substring(name.start()) : text;
        String line = from.lines().findFirst().orElse("").replaceFirst(" SQLSTATE: \\w+.*$", "");
        return TASK.matcher(line).replaceFirst("");
    }

    /** Whether the exception or one of its causes comes from Spark or Delta. */
    boolean isSparks() {
        return chain(thrown).anyMatch(each -> isOf(each.getClass().getName()) || isPacking(each));
    }

    private static boolean isOf(String type) {
        return type.startsWith("org.apache.spark.")
                || type.startsWith("io.delta.")
                || type.startsWith("org.sparkproject.");
    }

    /** A function that cannot be written is refused by the JDK, while Spark's client packs it. */
    private static boolean isPacking(Throwable thrown) {
        return thrown instanceof java.io.NotSerializableException
                && Arrays.stream(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("org.apache.spark."));
    }
}
