package dev.jedro.cli.global;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How the user types {@code jedro}: by its bare name if it is on the path, else by a path to the script. */
final class Launcher {
    private static final int DEEPEST = 3;

    private Launcher() {}

    /** The word to type in {@code folder}, quoted for a shell where needed. */
    static String command(Path folder) {
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
    static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}_./:@%+,=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
