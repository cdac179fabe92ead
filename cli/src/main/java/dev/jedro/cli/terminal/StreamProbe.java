package dev.jedro.cli.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Finds out whether standard output and error are terminals where no {@code jedro} script has said so: of Java 17 this can only be asked for input and output together. */
public final class StreamProbe {
    private static final String QUESTION =
            "o=0; if [ -t 1 ]; then o=1; fi; if [ -t 2 ]; then o=$((o + 2)); fi; exit $((o + 100))";
    private static final int ANSWER = 100;

    private StreamProbe() {}

    /** Sets what {@link Terminal} reads, unless it is set. Takes some milliseconds; where there is no POSIX shell, or no terminal is named, nothing is a terminal. */
    public static void tell() {
        if (System.getProperty(Terminal.OUT) != null || System.getenv("TERM") == null) {
            return;
        }
        int answer = ask() - ANSWER;
        if (answer >= 0 && answer <= 3) {
            System.setProperty(Terminal.OUT, String.valueOf((answer & 1) != 0));
            System.setProperty(Terminal.ERR, String.valueOf((answer & 2) != 0));
        }
    }

    private static int ask() {
        try {
            Process shell = new ProcessBuilder("/bin/sh", "-c", QUESTION)
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
            shell.getOutputStream().close();
            return shell.waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
