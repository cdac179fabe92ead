package dev.jedro.cli;

import dev.jedro.cli.terminal.StreamProbe;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What {@code java -jar} starts of a packaged project: {@code run}, unless another command is named. Its data is beneath the current folder. */
public final class PackagedMain {
    private PackagedMain() {}

    public static void main(String[] arguments) {
        System.setProperty("jedro.root", Path.of("").toAbsolutePath().toString());
        System.setProperty(ShellWords.COMMAND, "java -jar " + ShellWords.quoted(jar()));
        StreamProbe.tell();
        ProjectMain.main(words(arguments));
    }

    static String[] words(String... arguments) {
        boolean asksForHelp = arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"));
        boolean runs = arguments.length == 0 || (arguments[0].startsWith("-") && !asksForHelp);
        return runs ? Stream.concat(Stream.of("run"), Stream.of(arguments)).toArray(String[]::new) : arguments;
    }

    /** With {@code -jar} the class path is that jar, as it was typed. */
    private static String jar() {
        return System.getProperty("java.class.path", "");
    }
}
