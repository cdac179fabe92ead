package dev.jedro.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/**
 * What the process's output can show. Whether a stream is a terminal is known to the {@code jedro} script, which says so by the system
 * properties {@code jedro.tty} (standard output) and {@code jedro.tty.err} (standard error; as standard output if not given);
 * a packaged project, which no script starts, asks by {@link StreamProbe}.
 *
 * @param colour whether standard error takes colours
 * @param live whether standard error takes a picture that is drawn again in place
 * @param interactive whether a person can be asked
 */
public record Terminal(boolean colour, boolean live, boolean interactive) {

    static final String OUT = "jedro.tty";
    static final String ERR = "jedro.tty.err";

    /** The terminal of this process. */
    public static Terminal current() {
        return of(System.getenv(), System.getProperties());
    }

    static Terminal of(Map<String, String> env, Properties properties) {
        boolean out = Boolean.parseBoolean(properties.getProperty(OUT));
        boolean err = Boolean.parseBoolean(properties.getProperty(ERR, String.valueOf(out)));
        boolean able = err && !"dumb".equals(env.get("TERM"));
        boolean plain = !env.getOrDefault("NO_COLOR", "").isEmpty();
        boolean watched = env.getOrDefault("CI", "").isEmpty();
        return new Terminal(able && !plain, able && !plain && watched, out && watched);
    }

    public static StandardOutput out() {
        return StandardOutput.ofProcess();
    }

    /** Standard error in UTF-8; flushes at line ends. */
    public static PrintStream err() {
        return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }
}
