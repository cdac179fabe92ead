package dev.jedro.cli.live;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The project's classes as they are now, though the process was started with older ones: what is in the folders goes before what the parent has. */
public final class ProjectLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    /**
     * @param classes the folders of the project's classes
     * @param parent has the libraries, and perhaps older classes of the project
     */
    public ProjectLoader(List<Path> classes, ClassLoader parent) {
        super(classes.stream().map(ProjectLoader::url).toArray(URL[]::new), parent);
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known == null && findResource(name.replace('.', '/') + ".class") != null) {
                known = findClass(name);
            }
            return known == null ? super.loadClass(name, resolve) : known;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}
