package dev.jedro.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertWorks(Driver driver) throws SQLException {
        try (Connection connection = driver.connect("jdbc:duckdb:")) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    private static boolean isCached(Driver driver) {
        return driver.getClass().getClassLoader() instanceof DuckDbLoader;
    }

    @Test
    void isUnpackedOnceAVersion() throws Exception {
        Driver first = NativeLibrary.load(folder);

        assertThat(isCached(first)).isTrue();
        assertWorks(first);
        assertThat(files()).containsExactly(copy());
    }

    @Test
    void isUnpackedAnewIfItIsNotWhole() throws Exception {
        Path copy = copy();
        Files.createDirectories(folder.resolve(Cache.version(getClass().getClassLoader())));
        Files.writeString(copy, "half");

        assertThat(isCached(NativeLibrary.load(folder))).isTrue();
        assertThat(copy).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(1_000_000));
    }

    private Path copy() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.startsWith("mac") ? "macos" : system.startsWith("windows") ? "windows" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return folder.resolve(Cache.version(getClass().getClassLoader()))
                .resolve("libduckdb_java.so_" + name + "_" + processor);
    }

    @Test
    void isLoadedByDuckDbItselfWhereTheCacheCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        Driver driver = NativeLibrary.load(file.resolve("cache"));

        assertThat(isCached(driver)).isFalse();
        assertWorks(driver);
    }

    @Test
    void liesInTheUsersCacheFolder() {
        assertThat(Cache.ofUser(Map.of("XDG_CACHE_HOME", "/var/cache"), "/home/me"))
                .isEqualTo(Path.of("/var/cache/jedro/duckdb"));
        assertThat(Cache.ofUser(Map.of(), "/home/me")).isEqualTo(Path.of("/home/me/.cache/jedro/duckdb"));
        assertThat(Cache.ofUser(Map.of("XDG_CACHE_HOME", "relative"), "")).isNull();
    }
}
