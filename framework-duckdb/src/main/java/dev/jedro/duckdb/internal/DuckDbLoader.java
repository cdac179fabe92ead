package dev.jedro.duckdb.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads DuckDB's classes and {@link DuckDbDriver} a second time, hiding the packed native library from them: then DuckDB asks for
 * {@code System.loadLibrary("duckdb_java")}, which this loader answers with the unpacked one. All else comes from the parent.
 */
final class DuckDbLoader extends ClassLoader {
    private static final String DUCKDB = "org.duckdb.";
    private static final String BRIDGE = "dev.jedro.duckdb.internal.DuckDbDriver";
    private final ClassLoader parent;
    private final Path library;

    static {
        registerAsParallelCapable();
    }

    DuckDbLoader(ClassLoader parent, Path library) {
        super("duckdb", parent);
        this.parent = parent;
        this.library = library;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(DUCKDB) && !name.equals(BRIDGE) && !name.startsWith(BRIDGE + "$")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = parent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = file.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return name.startsWith("libduckdb_java") ? null : super.getResource(name);
    }

    @Override
    protected @Nullable String findLibrary(String name) {
        return name.equals("duckdb_java") ? library.toString() : null;
    }
}
