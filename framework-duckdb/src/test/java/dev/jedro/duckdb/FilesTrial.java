package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** One dataset, {@code data}, in a folder of its own, for tests of its type. */
abstract class FilesTrial {
    @TempDir
    Path root;

    Path file(String name, String text) throws IOException {
        return Files.writeString(root.resolve(name), text, StandardCharsets.UTF_8);
    }

    OpenCatalog csv(String name, Object... options) {
        return catalog("duckdb.Csv", name, options);
    }

    OpenCatalog catalog(String type, String filepath, Object... options) {
        Map<String, Object> entry = new LinkedHashMap<>(Map.of("type", type, "filepath", filepath));
        for (int i = 0; i < options.length; i += 2) {
            entry.put((String) options[i], options[i + 1]);
        }
        Map<String, Object> one = Map.of("type", "duckdb.Query", "sql", "select 1 as one");
        return TestCatalog.open(root, Map.of("data", entry, "one", one));
    }

    static DuckDb engine(OpenCatalog catalog) {
        return catalog.load("one", Relation.class).engine();
    }

    static Relation load(OpenCatalog catalog) {
        return catalog.load("data", Relation.class);
    }

    static void assertProblem(ThrowingCallable work, String... parts) {
        assertThatExceptionOfType(JedroException.class)
                .isThrownBy(work)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(parts));
    }
}
