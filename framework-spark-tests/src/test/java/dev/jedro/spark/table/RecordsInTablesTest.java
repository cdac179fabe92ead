package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import dev.jedro.spark.LocalSpark;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spark.SparkProject;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that take and give records where the catalog has a table of Spark. */
@OnTheEngine
class RecordsInTablesTest {
    record Planet(String name, int moons, Optional<Double> albedo) {}

    /** Holds the types that nodes declare. */
    record Types(List<Planet> list, Stream<Planet> stream) {
        static Type of(String component) {
            return Arrays.stream(Types.class.getRecordComponents())
                    .filter(one -> one.getName().equals(component))
                    .findFirst()
                    .orElseThrow()
                    .getGenericType();
        }
    }

    private static final List<Planet> PLANETS =
            List.of(new Planet("Mars", 2, Optional.of(0.17)), new Planet("Venus", 0, Optional.empty()));

    @TempDir
    Path root;

    private static String table(String name) {
        return "planets: {type: spark.ManagedTable, table: " + name + ", write_mode: overwrite}\n";
    }

    @Test
    void areSavedAndLoadedAsListsAndStreams() {
        try (SparkProject project = SparkProject.local(root).catalog(table("records_kept"));
                OpenCatalog catalog = project.open()) {
            catalog.save("planets", Types.of("stream"), PLANETS.stream());
            assertThat((List<?>) catalog.load("planets", Types.of("list"))).isEqualTo(PLANETS);

            catalog.save("planets", Types.of("list"), PLANETS.subList(0, 1));
            try (Stream<?> loaded = (Stream<?>) catalog.load("planets", Types.of("stream"))) {
                assertThat(loaded.toList()).isEqualTo(PLANETS.subList(0, 1));
            }
        }
    }

    @Test
    void areNoMoreThanSparkYmlAllows() {
        LocalSpark.start();
        try (SparkProject project = new SparkProject(root, "provider: local\nrows: {max_rows: 1}\n")
                        .catalog(table("records_many"));
                OpenCatalog catalog = project.open()) {
            catalog.save("planets", Types.of("list"), PLANETS);

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> catalog.load("planets", Types.of("list")))
                    .withMessageContaining(
                            "JED-785  Dataset 'planets' (spark.ManagedTable): There are more than 1 rows")
                    .withMessageContaining("conf/base/catalog.yml:1")
                    .withMessageContaining("set 'max_rows: 10', or more, under 'rows' in spark.yml");
        }
    }
}
