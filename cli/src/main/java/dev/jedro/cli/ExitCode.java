package dev.jedro.cli;

/** What a {@code jedro} process ends with. Documented in the guide, and stable. */
public final class ExitCode {
    public static final int OK = 0;
    /** A node, or saving what it made, failed. */
    public static final int RUN_FAILED = 1;
    /** The command line, the configuration or the code of the project is wrong; nothing ran. */
    public static final int USAGE = 2;
    /** A mistake in Jedro itself. */
    public static final int BUG = 70;
    /** Stopped by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
