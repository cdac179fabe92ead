package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCatalogTest {
    @TempDir
    Path root;

    private static DataCatalog catalog(Map<String, ?> entries) {
        Problems problems = new Problems();
        Place place = Place.of("conf/base/catalog.yml", 1, 1);
        DataCatalog catalog = DataCatalog.of(
                ConfigMap.of(entries, place), ConfigMap.empty(place), DatasetTypes.installed(), problems);
        assertThat(problems.all()).isEmpty();
        return catalog;
    }

    @Test
    void savesAFileAndLoadsItAgain() throws Exception {
        DataCatalog catalog = catalog(Map.of("note", Map.of("type", "Text", "filepath", "data/note.txt")));
        try (OpenCatalog open = catalog.open(CatalogSession.of(root, "v1"))) {
            open.save("note", String.class, "hello");
            open.save("undeclared", Integer.class, 7);

            assertThat(Files.readString(root.resolve("data/note.txt"))).isEqualTo("hello");
            assertThat(open.load("note", String.class)).isEqualTo("hello");
            assertThat(open.load("undeclared", int.class)).isEqualTo(7);
        }
    }
}
