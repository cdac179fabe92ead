package dev.jedro.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.spi.DatasetType;
import dev.jedro.testkit.DatasetContractTest;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/** Every dataset type that comes with Jedro keeps the contract. */
class BuiltInDatasetsTest {

    enum Size {
        SMALL,
        VERY_LARGE
    }

    record Company(long id, String name, Optional<Double> rating, Size size, LocalDate founded, boolean approved) {}

    sealed interface Tree permits Leaf, Split {}

    record Leaf(double value) implements Tree {}

    record Split(int feature, double threshold, Tree left, Tree right) implements Tree {}

    @SuppressWarnings("ArrayRecordComponent") // models are made of arrays
    record Forest(String target, List<Tree> trees, double[] weights, Map<String, Double> importance) {}

    private static final List<Company> COMPANIES = List.of(
            new Company(1, "Aero, \"Inc\"", Optional.of(0.1 + 0.2), Size.SMALL, LocalDate.of(1999, 12, 31), true),
            new Company(2, "two\nlines", Optional.empty(), Size.VERY_LARGE, LocalDate.of(2026, 1, 1), false),
            new Company(3, "", Optional.of(-1e300), Size.SMALL, LocalDate.of(2026, 2, 28), true));

    private static final List<Company> AWKWARD = Stream.of(
                    "", " ", "NA", "null", "\"", "\"\"", "'", ",", ";", "\r\n", "\\", "#", "\uFEFF", "ž😀", "=1+1",
                    "true", "007")
            .map(name ->
                    new Company(Long.MIN_VALUE, name, Optional.of(Double.MIN_VALUE), Size.SMALL, LocalDate.MIN, true))
            .toList();

    private static final byte[] NO_UTF_8 = {'a', (byte) 0xc3, (byte) 0x28};

    private static final Type COMPANY_LIST = new TypeReference<List<Company>>() {}.getType();

    abstract static class Contract<T> extends DatasetContractTest<T> {
        private final DatasetType<?> type;
        private final String file;
        private final Type java;
        private final T first;
        private final T second;
        private final Optional<String> bad;

        Contract(DatasetType<?> type, String file, Type java, T first, T second, Optional<String> bad) {
            this.type = type;
            this.file = file;
            this.java = java;
            this.first = first;
            this.second = second;
            this.bad = bad;
        }

        @Override
        protected DatasetType<?> datasetType() {
            return type;
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("filepath", file);
        }

        @Override
        protected Type javaType() {
            return java;
        }

        @Override
        protected T first() {
            return first;
        }

        @Override
        protected T second() {
            return second;
        }

        @Override
        protected Optional<byte[]> badContent() {
            return bad.map(text -> text.getBytes(UTF_8));
        }
    }

    @Nested
    class Text extends Contract<String> {
        Text() {
            super(new TextType(), "data/note.txt", String.class, "one", "zwei äöü", Optional.empty());
        }

        @Override
        protected Optional<byte[]> badContent() {
            return Optional.of(NO_UTF_8);
        }
    }

    @Nested
    class TextAsLines extends Contract<List<String>> {
        TextAsLines() {
            super(
                    new TextType(),
                    "data/note.txt",
                    new TypeReference<List<String>>() {}.getType(),
                    List.of("a", "", "b"),
                    List.of(),
                    Optional.empty());
        }

        @Override
        protected Optional<byte[]> badContent() {
            return Optional.of(NO_UTF_8);
        }
    }

    @Nested
    class Binary extends Contract<byte[]> {
        Binary() {
            super(
                    new BinaryType(),
                    "data/x.bin",
                    byte[].class,
                    new byte[] {0, -1, 7},
                    new byte[100_000],
                    Optional.empty());
        }

        @Override
        protected void assertSame(Object actual, byte[] expected) {
            assertThat((byte[]) actual).isEqualTo(expected);
        }
    }

    @Nested
    class Json extends Contract<List<Company>> {
        Json() {
            super(
                    new JsonType(),
                    "data/c.json",
                    COMPANY_LIST,
                    COMPANIES,
                    COMPANIES.subList(0, 1),
                    Optional.of("[{\"id\": 1,"));
        }

        @Override
        protected List<List<Company>> awkward() {
            return List.of(List.of(), AWKWARD);
        }
    }

    @Nested
    class JsonOfASealedInterface extends Contract<Tree> {
        JsonOfASealedInterface() {
            super(
                    new JsonType(),
                    "data/tree.json",
                    Tree.class,
                    new Split(1, 0.5, new Leaf(1), new Split(2, 3, new Leaf(-0.0), new Leaf(Double.NaN))),
                    new Leaf(2),
                    Optional.of("{\"@type\": \"java.lang.Runtime\"}"));
        }
    }

    @Nested
    class Yaml extends Contract<List<Company>> {
        Yaml() {
            super(
                    new YamlType(),
                    "data/c.yml",
                    COMPANY_LIST,
                    COMPANIES,
                    COMPANIES.subList(0, 1),
                    Optional.of("- id: 1\n  id: 2\n"));
        }

        @Override
        protected List<List<Company>> awkward() {
            return List.of(List.of(), AWKWARD);
        }
    }

    @Nested
    class Csv extends Contract<List<Company>> {
        Csv() {
            super(
                    new CsvType(),
                    "data/c.csv",
                    COMPANY_LIST,
                    COMPANIES,
                    COMPANIES.subList(0, 1),
                    Optional.of("id,name,rating,size,founded,approved\n1,\"cut off"));
        }

        @Override
        protected List<List<Company>> awkward() {
            return List.of(List.of(), AWKWARD);
        }

        @Override
        protected Optional<Type> chunkType() {
            return Optional.of(Company.class);
        }

        @Override
        protected List<?> chunks(List<Company> value) {
            return value;
        }
    }

    @Nested
    class CsvAsMaps extends Contract<List<Map<String, String>>> {
        CsvAsMaps() {
            super(
                    new CsvType(),
                    "data/c.csv",
                    new TypeReference<List<Map<String, String>>>() {}.getType(),
                    List.of(Map.of("a", "1", "b", "x;y"), Map.of("a", "", "b", "2")),
                    List.of(Map.of("c", "3")),
                    Optional.of(""));
        }
    }

    @Nested
    class Model extends Contract<Forest> {
        Model() {
            super(
                    new ModelType(),
                    "data/m.json",
                    Forest.class,
                    forest(3),
                    forest(1000),
                    Optional.of("{\"jedro_model\": 1, \"class\": \"java.lang.Runtime\", \"value\": {}}"));
        }

        @Override
        protected void assertSame(Object actual, Forest expected) {
            Forest forest = (Forest) actual;
            assertThat(Arrays.equals(forest.weights(), expected.weights())).isTrue();
            assertThat(forest.trees()).isEqualTo(expected.trees());
            assertThat(forest.importance()).isEqualTo(expected.importance());
        }
    }

    private static Forest forest(int weights) {
        double[] values = new double[weights];
        for (int i = 0; i < weights; i++) {
            values[i] = Math.sin(i) / 3;
        }
        values[0] = Double.NaN;
        return new Forest(
                "price", List.of(new Split(0, 1.5, new Leaf(1.0 / 3), new Leaf(2))), values, Map.of("engines", 0.1));
    }

    @Nested
    class PartitionedAsMap extends Contract<Map<String, List<Company>>> {
        PartitionedAsMap() {
            super(
                    new PartitionedType(),
                    "",
                    new TypeReference<Map<String, List<Company>>>() {}.getType(),
                    Map.of("eu/west", COMPANIES, "us", List.of()),
                    Map.of("us", COMPANIES),
                    Optional.of("id;name;rating;size;founded;approved\n1;\"cut off"));
        }

        @Override
        protected String badFile() {
            return "data/parts/us.csv";
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of(
                    "path",
                    "data/parts",
                    "filename_suffix",
                    ".csv",
                    "overwrite",
                    true,
                    "dataset",
                    Map.of("type", "Csv", "delimiter", ";"));
        }

        @Override
        protected boolean loadsWhileItIsSaved() {
            return false;
        }
    }
}
