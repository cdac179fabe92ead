package dev.jedro.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of {@code jedro run} that took little CPU when they ran last. The {@code jedro} script starts those with Java's first compiler only, since the second
 * one, with all that it wants counted beforehand, takes a third of a short run and gains nothing in it. A matter of speed alone: nothing here fails.
 */
public final class ShortRuns {
    /** Beside the launch file; one command line in each line. */
    static final String FILE = "short-runs.txt";

    /** CPU, since one that waits for a database is as short. What the second compiler takes is earned back within some seconds of work in Java. */
    static final Duration SHORT = Duration.ofSeconds(10);

    private static final int MOST = 40;

    private ShortRuns() {}

    /**
     * Remembers how much CPU a command took; nothing for what is no {@code jedro run}, for one that gives values, which may be secret and must not be kept, and for a
     * project that the script did not start.
     *
     * @param root the project's folder
     * @param arguments all of the command line
     * @param succeeded whether it did what it was asked: one that breaks off tells nothing about the next
     */
    public static void note(Path root, List<String> arguments, Duration cpu, boolean succeeded) {
        String line = String.join(" ", arguments);
        boolean isRun = !arguments.isEmpty() && arguments.get(0).equals("run");
        Path state = root.resolve("target/jedro");
        boolean givesValues =
                arguments.stream().anyMatch(word -> word.startsWith("--params") || word.startsWith("--set"));
        if (!isRun || givesValues || line.lines().count() != 1 || !Files.exists(state.resolve(LaunchFile.NAME))) {
            return;
        }
        try {
            Path file = state.resolve(FILE);
            List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
            List<String> lines = new ArrayList<>(known);
            boolean isShort = cpu.compareTo(SHORT) < 0;
            if (isShort && succeeded && !lines.contains(line)) {
                lines.add(line);
            } else if (!isShort) {
                lines.remove(line);
            }
            if (!lines.equals(known)) {
                NewFile.write(file, lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
            }
        } catch (IOException | RuntimeException e) {
            // The next run is started as if nothing were known of it.
        }
    }
}
