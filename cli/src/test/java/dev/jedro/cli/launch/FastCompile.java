package dev.jedro.cli.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Compiles a project as the launcher does, against the libraries of this test instead of those that Maven would name. */
public final class FastCompile {
    private FastCompile() {}

    /**
     * @return the folder of the classes
     * @throws dev.jedro.problem.JedroException with every error of the compiler
     */
    public static Path run(Path root) throws IOException {
        Path classes = root.resolve("target/classes");
        String libraries = System.getProperty("java.class.path");
        new JavaCompile(
                        root,
                        classes,
                        Pom.read(root).release(),
                        Stream.of(libraries.split(File.pathSeparator))
                                .map(Path::of)
                                .toList())
                .run();
        return classes;
    }
}
