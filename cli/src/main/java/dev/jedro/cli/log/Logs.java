package dev.jedro.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a {@code jedro} process. Other processes with this class on their path, such as a project's tests, are left alone. */
public final class Logs {
    /** What {@code logging.yml} may say. */
    private record Logging(Optional<LogLevel> root, Optional<Map<String, LogLevel>> loggers) {}

    private static final List<String> QUIET = List.of(
            "org.apache.spark", "org.apache.hadoop", "org.apache.parquet", "org.sparkproject", "io.delta", "io.netty");

    /** They write, with hundreds of lines of stack, what is thrown as well and told as the run's problem. */
    private static final List<String> REPEATED = List.of(
            "org.apache.spark.util.Utils",
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.sql.delta.files.DeltaFileFormatWriter",
            "org.apache.spark.sql.execution.datasources.FileFormatWriter",
            "org.apache.spark.sql.execution.datasources.v2");

    private static volatile @Nullable LogLines claimed;

    private Logs() {}

    /**
     * Sends all log lines to {@code sink}, from level INFO on. To be called before anything logs.
     *
     * @param colour whether {@code sink} takes colours
     * @param mask hides secrets in each line
     */
    public static LogLines start(Consumer<String> sink, boolean colour, UnaryOperator<String> mask) {
        LogLines lines = new LogLines(sink, colour, mask);
        claimed = lines;
        JavaLogging.send();
        // SLF4J looks for its provider when something logs first, and takes this one without a search.
        if (System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
            // It would say on each start that it was told of the provider.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LogLines.NAME) != lines) {
            // Something had logged before.
            context.reset();
            attach(context, lines);
        }
        return lines;
    }

    static @Nullable LogLines claimed() {
        return claimed;
    }

    static void attach(LoggerContext context, LogLines lines) {
        lines.setContext(context);
        lines.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        // It tells of every way to log in that it does not take; what fails is told as a problem.
        context.getLogger("com.databricks.sdk").setLevel(Level.ERROR);
        // Spark tells of each of its steps, and warns of what nobody asked for: that the machine has several addresses,
        // that a native library is missing.
        QUIET.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        REPEATED.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    }

    /**
     * Sets what {@code logging.yml} says.
     *
     * @throws dev.jedro.problem.JedroException if it says something else than levels
     */
    public static void configure(ConfigMap section) {
        Logging logging = Binder.bind(section, Logging.class);
        Map<String, LogLevel> levels = new HashMap<>(logging.loggers.orElse(Map.of()));
        logging.root.ifPresent(level -> levels.put(Logger.ROOT_LOGGER_NAME, level));
        levels(levels);
    }

    /** Sets levels by logger name; {@link Logger#ROOT_LOGGER_NAME} for all others. */
    private static void levels(Map<String, LogLevel> levels) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            levels.forEach((logger, level) -> context.getLogger(logger).setLevel(Level.toLevel(level.name())));
        }
    }
}
