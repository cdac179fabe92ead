package dev.jedro.session;

import dev.jedro.config.ConfigSource;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Optional;

/** A project in a jar: {@code jedro package} puts jedro.yml and the configuration beside the classes. Such a jar holds one project, which is then what {@link Jedro#at} opens. */
public final class PackagedProject {
    /** The folder of the jar that has jedro.yml, and the configuration in {@link #CONF}. */
    public static final String FOLDER = "META-INF/jedro/project/";

    /** The folder in {@link #FOLDER} with the configuration, whatever it is called in the project. */
    public static final String CONF = "conf";

    private final ClassLoader loader;
    private final URL file;

    private PackagedProject(ClassLoader loader, URL file) {
        this.loader = loader;
        this.file = file;
    }

    /** The one that the thread's class loader sees; empty if the project is in a folder, as while it is written. */
    static Optional<PackagedProject> onClassPath() {
        ClassLoader loader = ProjectClass.loader();
        return Optional.ofNullable(loader.getResource(FOLDER + ProjectFile.NAME))
                .map(found -> new PackagedProject(loader, found));
    }

    /** @throws JedroException if it has a mistake */
    ProjectFile file() {
        try (InputStream in = file.openStream()) {
            return ProjectFile.read(in.readAllBytes(), ConfigSource.CLASS_PATH + FOLDER + ProjectFile.NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigSource conf() {
        return ConfigSource.classPath(FOLDER + CONF, loader);
    }
}
