package dev.jedro.cli.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A class path with libraries that name their commands, for the thread that opens it. */
final class Plugged implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader loader;

    private Plugged(Path folder) throws IOException {
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    /** @param providers the names of their classes */
    static Plugged in(Path folder, String... providers) throws IOException {
        Path file = folder.resolve("META-INF/services/dev.jedro.spi.CommandProvider");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(providers));
        return new Plugged(folder);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }
}
