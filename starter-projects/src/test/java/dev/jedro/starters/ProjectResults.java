package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jedro.duckdb.DuckDb;
import dev.jedro.duckdb.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run of a starter left behind.
 *
 * @param data the project's folder {@code data}
 */
record ProjectResults(Path data) {

    /** Folders with the raw files of Kedro's tutorial: {@code shared/data/spaceflights} beside the repository, or above that; may be empty. */
    static List<Path> filesOfKedrosTutorial() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data/spaceflights"))
                .filter(Files::isDirectory)
                .toList();
    }

    /** Rows and columns of a Parquet file, as {@code 6027 × 27}. */
    String shape(String file) {
        try (DuckDb duckdb = DuckDb.open()) {
            Relation table = duckdb.sql("select * from read_parquet('" + data.resolve(file) + "')");
            return table.count() + " × " + table.columns().size();
        }
    }

    /** The newest version of the metrics. */
    JsonNode metrics() throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(versions("08_reporting/metrics.json").get(0).toFile());
    }

    /** The versions of a file, the newest first. */
    List<Path> versions(String file) throws IOException {
        Path folder = data.resolve(file);
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve(folder.getFileName()))
                    .toList();
        }
    }

    void assertPicture(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(data.resolve(file));
        assertThat(Arrays.copyOf(bytes, 4)).as(file).containsExactly(0x89, 'P', 'N', 'G');
    }
}
