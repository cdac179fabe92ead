package dev.jedro.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeCatalogTest {
    @TempDir
    Path root;

    /** The benchmarks measure it exactly; this only notices if something becomes quadratic. */
    @Test
    void tenThousandEntriesAreReadAndBoundInLinearTime() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            yaml.append(
                    "dataset_%d:\n  type: Csv\n  filepath: data/01_raw/dataset_%d.csv\n  delimiter: ';'\n  metadata:\n    layer: raw\n"
                            .formatted(i, i));
        }
        CatalogProject project = new CatalogProject(root).catalog(yaml.toString());
        long start = System.nanoTime();
        DataCatalog catalog = project.read();
        double read = (System.nanoTime() - start) / 1e9;
        assertThat(catalog.check(Set.of())).isEmpty();
        double all = (System.nanoTime() - start) / 1e9;

        assertThat(catalog.names()).hasSize(10_000);
        System.getLogger("speed")
                .log(System.Logger.Level.INFO, "10,000 entries: " + read + " s read, " + all + " s with binding");
        assertThat(all).as("seconds").isLessThan(20);
    }
}
