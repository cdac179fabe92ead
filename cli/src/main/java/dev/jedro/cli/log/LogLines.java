package dev.jedro.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.jedro.cli.terminal.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes log lines such as {@code 16:40:11 INFO  Loading data from companies (duckdb.Csv)}. */
public final class LogLines extends AppenderBase<ILoggingEvent> {
    static final String NAME = "jedro";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String OURS = "jedro.";
    private static final String RUNS = "jedro.run";
    private static final Pattern RESUME = Pattern.compile("There are \\d+ nodes that have not run|No nodes ran");
    private final Consumer<String> sink;
    private final boolean colour;
    private final UnaryOperator<String> mask;
    private volatile Level runs = Level.TRACE;
    private volatile boolean reported;

    public LogLines(Consumer<String> sink, boolean colour, UnaryOperator<String> mask) {
        this.sink = sink;
        this.colour = colour;
        this.mask = mask;
        setName(NAME);
    }

    /** Leaves out what is said in full after the run: why it failed, and how to go on. */
    public void leaveOutWhatIsReported() {
        reported = true;
    }

    /** Leaves out what a live picture of the run shows already. */
    public void quietRuns() {
        runs = Level.WARN;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(runs) && event.getLoggerName().startsWith(OURS)) {
            return;
        }
        String message = message(event);
        if (!message.isEmpty()) {
            sink.accept(mask.apply(line(event, message)));
        }
    }

    /** What to say of an event; nothing if it is said elsewhere. */
    private String message(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        if (!reported || !event.getLoggerName().equals(RUNS)) {
            return message;
        }
        if (event.getLevel() == Level.ERROR) {
            return message.lines().findFirst().orElse("").replaceFirst("( with error)?: *$", "");
        }
        return event.getLevel() == Level.WARN && RESUME.matcher(message).lookingAt() ? "" : message;
    }

    private String line(ILoggingEvent event, String message) {
        String time = TIME.format(Instant.ofEpochMilli(event.getTimeStamp()).atZone(ZoneId.systemDefault()));
        StringBuilder line = new StringBuilder(Style.FAINT.of(time, colour)).append(' ');
        line.append(style(event.getLevel()).of(String.format("%-5s", event.getLevel()), colour))
                .append(' ');
        String logger = event.getLoggerName();
        if (!logger.startsWith(OURS) && !logger.startsWith("dev.jedro.")) {
            line.append(logger.substring(logger.lastIndexOf('.') + 1)).append(": ");
        }
        line.append(message);
        if (event.getThrowableProxy() != null) {
            line.append('\n')
                    .append(ThrowableProxyUtil.asString(event.getThrowableProxy())
                            .stripTrailing());
        }
        return line.toString();
    }

    private static Style style(Level level) {
        return level.isGreaterOrEqual(Level.ERROR) ? Style.RED : level == Level.WARN ? Style.YELLOW : Style.PLAIN;
    }
}
