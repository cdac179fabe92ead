package dev.jedro.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/** What a command printed, and how it ended. */
public record CommandRun(int code, String out, String err) {

    /** Runs a command that gets its own streams. */
    public static CommandRun of(BiFunction<PrintStream, PrintStream, Integer> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = command.apply(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs {@code jedro} outside a project. */
    public static CommandRun jedro(String... arguments) {
        return of((out, err) -> Main.run(arguments, out, err));
    }

    /** The same with both streams in one, in the order of a terminal; gives the exit code. */
    public static int jedro(PrintStream both, String... arguments) {
        return Main.run(arguments, both, both);
    }
}
