package dev.jedro.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Commands as the user would type them. */
public final class ShellWords {
    /** The system property with what stands for {@code jedro} where something else starts it; as a shell takes it. */
    static final String COMMAND = "jedro.command";

    private static final int DEEPEST = 3;

    private ShellWords() {}

    /** The word to type in {@code folder}, quoted for a shell where needed. */
    public static String launcher(Path folder) {
        String command = System.getProperty(COMMAND, "");
        if (!command.isEmpty()) {
            return command;
        }
        String script = System.getProperty("jedro.launcher", "");
        if (script.isEmpty() || isOnPath(Path.of(script))) {
            return "jedro";
        }
        Path launcher = Path.of(script);
        Path relative = folder.toAbsolutePath().normalize().relativize(launcher.toAbsolutePath());
        boolean near = relative.getNameCount() <= DEEPEST;
        String typed = relative.toString();
        return quoted(near ? (typed.startsWith(".") ? typed : "./" + typed) : launcher.toString());
    }

    /** Whether something else than the script {@code jedro} has started this process, as {@code java -jar} does. */
    public static boolean isPacked() {
        return !System.getProperty(COMMAND, "").isEmpty();
    }

    private static boolean isOnPath(Path script) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "jedro"))
                .filter(Files::exists)
                .anyMatch(found -> {
                    try {
                        return Files.isSameFile(found, script);
                    } catch (IOException e) {
                        return false;
                    }
                });
    }

    /** A word as a POSIX shell takes it. */
    public static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}_./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
