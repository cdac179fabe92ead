package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.collection;

import dev.jedro.spark.LocalSpark;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spi.DatasetType;
import dev.jedro.testkit.DatasetContractTest;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of all datasets, kept by those of Spark that give back what was saved last, with records on the engine in this process. Queries are not saved, streams only grow. */
@OnTheEngine
class SparkContractTest {
    record Planet(String name, Optional<Integer> moons) {}

    /** Holds the type that a node declares. */
    record Planets(List<Planet> all) {
        static final Type TYPE = Planets.class.getRecordComponents()[0].getGenericType();
    }

    abstract static class OfPlanets extends DatasetContractTest<List<Planet>> {
        @BeforeAll
        static void hasAnEngine() {
            LocalSpark.start();
        }

        @Override
        protected final Type javaType() {
            return Planets.TYPE;
        }

        @Override
        protected final List<Planet> first() {
            return List.of(new Planet("Mars", Optional.of(2)), new Planet("Venus", Optional.of(0)));
        }

        @Override
        protected final List<Planet> second() {
            return List.of(new Planet("Vulcan", Optional.empty()));
        }

        /** Saves take a second. */
        @Override
        protected final int rounds() {
            return 1;
        }

        /** Rows have no order. */
        @Override
        protected final void assertSame(Object actual, List<Planet> expected) {
            assertThat((Collection<?>) actual)
                    .asInstanceOf(collection(Object.class))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Nested
    class File extends OfPlanets {
        @Override
        protected DatasetType<?> datasetType() {
            return new FileType();
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("filepath", "data/planets.parquet", "format", "parquet");
        }

        @Override
        protected Optional<byte[]> badContent() {
            return Optional.of("no Parquet".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        protected List<List<Planet>> awkward() {
            return List.of(
                    List.of(),
                    List.of(
                            new Planet("", Optional.of(Integer.MIN_VALUE)),
                            new Planet("null", Optional.empty()),
                            new Planet("\"a\", 'b'\r\nüñ\u0000", Optional.of(0))));
        }

        /** A folder. */
        @Override
        protected boolean loadsWhileItIsSaved() {
            return false;
        }
    }

    @Nested
    class Table extends OfPlanets {
        @Override
        protected DatasetType<?> datasetType() {
            return new TableType();
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("table", "contract", "mode", "overwrite", "format", "delta");
        }
    }

    @Nested
    class Managed extends OfPlanets {
        @Override
        protected DatasetType<?> datasetType() {
            return new ManagedTableType();
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("table", "contract", "write_mode", "overwrite");
        }
    }
}
