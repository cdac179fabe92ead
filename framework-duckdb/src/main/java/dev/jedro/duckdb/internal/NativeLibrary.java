package dev.jedro.duckdb.internal;

import dev.jedro.config.UserHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads DuckDB with its native library from a cache folder of the user, where the library is unpacked once a version. DuckDB itself
 * unpacks its 70 MB into the temporary folder at each start, and leaves them there if the process is killed.
 *
 * <p>Where the folder cannot be written, or the platform is not in DuckDB's jar, DuckDB does as it would without us.
 */
public final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String DRIVER = "dev.jedro.duckdb.internal.DuckDbDriver";

    private NativeLibrary() {}

    /** The driver of this JVM, loaded at the first call. */
    public static Driver driver() {
        return Holder.DRIVER;
    }

    private static final class Holder {
        private static final Driver DRIVER =
                load(Cache.ofUser(System.getenv(), UserHome.folder().toString()));
    }

    static Driver load(@Nullable Path cacheFolder) {
        ClassLoader ours = NativeLibrary.class.getClassLoader();
        try {
            Path library = cacheFolder == null ? null : cached(ours, cacheFolder);
            if (library != null) {
                Driver driver = driver(new DuckDbLoader(ours, library));
                driver.connect("jdbc:duckdb:").close();
                return driver;
            }
        } catch (Exception | LinkageError e) {
            LOG.debug("DuckDB is loaded from the temporary folder, not from {}", cacheFolder, e);
        }
        try {
            return driver(ours);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DuckDB's driver is not on the class path", e);
        }
    }

    private static Driver driver(ClassLoader loader) throws ReflectiveOperationException {
        return Class.forName(DRIVER, true, loader)
                .asSubclass(Driver.class)
                .getConstructor()
                .newInstance();
    }

    /** The unpacked library, or null where the jar has none for this platform. */
    private static @Nullable Path cached(ClassLoader loader, Path folder) throws IOException {
        String resource = "libduckdb_java.so_" + system() + "_" + processor();
        URL packed = loader.getResource(resource);
        if (packed == null) {
            return null;
        }
        URLConnection connection = packed.openConnection();
        try (InputStream content = connection.getInputStream()) {
            long size = connection.getContentLengthLong();
            Path library = folder.resolve(Cache.version(loader)).resolve(resource);
            if (size > 0 && Files.isRegularFile(library) && Files.size(library) == size) {
                return library;
            }
            unpack(content, library);
            return library;
        }
    }

    private static void unpack(InputStream content, Path library) throws IOException {
        Path folder = Files.createDirectories(library.toAbsolutePath().getParent());
        Path unpacked = Files.createTempFile(folder, "unpacking-", ".tmp");
        try {
            Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
    }
}
