package dev.jedro.duckdb.internal;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a user's unpacked native libraries are. */
final class Cache {
    private static final Pattern VERSION = Pattern.compile("duckdb_jdbc-([0-9A-Za-z.-]+)\\.jar");

    private Cache() {}

    /** {@code $XDG_CACHE_HOME/jedro/duckdb}, or that beneath {@code ~/.cache}; null where there is no home. */
    static @Nullable Path ofUser(Map<String, String> environment, String home) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!cache.isEmpty() && Path.of(cache).isAbsolute()) {
            return Path.of(cache, "jedro", "duckdb");
        }
        return home.isEmpty() || home.equals("?") ? null : Path.of(home, ".cache", "jedro", "duckdb");
    }

    /** DuckDB's version by the name of its jar, else a mark of the jar's content (it may be packed into another jar). */
    static String version(ClassLoader loader) throws IOException {
        URL driver = loader.getResource("org/duckdb/DuckDBDriver.class");
        if (driver == null) {
            throw new IOException("DuckDB's driver is not on the class path");
        }
        Matcher matcher = VERSION.matcher(driver.toString());
        if (matcher.find()) {
            return matcher.group(1);
        }
        if (driver.openConnection() instanceof JarURLConnection jar) {
            return "in-another-jar-" + jar.getJarEntry().getCrc();
        }
        return "unknown";
    }
}
