package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Finds a folder among the resources. */
final class ClassPathSource {
    private ClassPathSource() {}

    static ConfigSource open(String folder, ClassLoader loader) {
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        URL url = loader.getResource(name);
        if (url == null) {
            throw new JedroException(Problem.error(ConfigCode.NO_SOURCE, "The class path has no folder '" + name + "'")
                    .at(Place.of("class path"))
                    .fix("put the configuration into src/main/resources/" + name));
        }
        try {
            return switch (url.getProtocol()) {
                case "file" -> ConfigSource.folder(Path.of(url.toURI()), "classpath:" + name);
                case "jar" -> jar(url, name);
                default -> throw new IOException("cannot list resources of " + url.getProtocol() + ": URLs");
            };
        } catch (IOException | URISyntaxException e) {
            throw new JedroException(
                    Problem.error(
                                    ConfigCode.UNREADABLE,
                                    "The folder '" + name + "' of the class path cannot be read: " + e.getMessage())
                            .at(Place.of("classpath:" + name))
                            .fix("give the configuration as a folder or archive with --conf-source"),
                    e);
        }
    }

    private static ConfigSource jar(URL url, String name) throws IOException, URISyntaxException {
        URI jar = ((JarURLConnection) url.openConnection()).getJarFileURL().toURI();
        try (InputStream in = jar.toURL().openStream()) {
            return new ArchiveSource("classpath:" + name, ArchiveSource.zip(in, Path.of(jar), name + "/"));
        }
    }
}
