package dev.jedro.duckdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import dev.jedro.spi.DatasetType;
import dev.jedro.testkit.DatasetContractTest;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every dataset type of this module that is saved to keeps the contract, for rows and for relations. */
class DuckDbDatasetsContractTest {
    record Row(long id, String name) {}

    private static final List<Row> FIRST = List.of(new Row(1, "one"));
    private static final List<Row> SECOND = List.of(new Row(2, "two"), new Row(3, "three"));

    private static final List<Row> AWKWARD = Stream.of(
                    "", " ", "NA", "null", "\"", "\"\"", "'", ",", ";", "\n", "\\", "#", "ž😀", "=1+1", "true", "a")
            .map(name -> new Row(-1L << 53, name))
            .toList();

    /** As a node declares it. */
    static List<Row> rows() {
        return FIRST;
    }

    abstract static class Contract<T> extends DatasetContractTest<T> {
        private final DatasetType<?> type;
        private final Map<String, Object> options;

        Contract(DatasetType<?> type, Map<String, Object> options) {
            this.type = type;
            this.options = options;
        }

        @Override
        protected DatasetType<?> datasetType() {
            return type;
        }

        @Override
        protected Map<String, Object> options() {
            return options;
        }

        @Override
        protected Optional<byte[]> badContent() {
            return Optional.of(new byte[] {'"', 0, 1, 2, (byte) 0xff, '{'});
        }
    }

    abstract static class OfRows extends Contract<List<Row>> {
        OfRows(DatasetType<?> type, Map<String, Object> options) {
            super(type, options);
        }

        @Override
        protected Type javaType() {
            try {
                return DuckDbDatasetsContractTest.class
                        .getDeclaredMethod("rows")
                        .getGenericReturnType();
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected List<Row> first() {
            return FIRST;
        }

        @Override
        protected List<Row> second() {
            return SECOND;
        }

        @Override
        protected List<List<Row>> awkward() {
            return List.of(AWKWARD);
        }

        @Override
        protected Optional<Type> chunkType() {
            return datasetType() instanceof TableType ? Optional.empty() : Optional.of(Row.class);
        }

        @Override
        protected List<?> chunks(List<Row> value) {
            return value;
        }
    }

    abstract static class OfRelations extends Contract<Relation> {
        private final DuckDb duckdb = DuckDb.open();

        OfRelations(DatasetType<?> type, Map<String, Object> options) {
            super(type, options);
        }

        @AfterEach
        void close() {
            duckdb.close();
        }

        @Override
        protected Type javaType() {
            return Relation.class;
        }

        @Override
        protected Relation first() {
            return duckdb.relation(Row.class, FIRST);
        }

        @Override
        protected Relation second() {
            return duckdb.relation(Row.class, SECOND);
        }

        /** A relation on a folder has the order of its files. */
        @Override
        protected void assertSame(Object actual, Relation expected) {
            assertThat(((Relation) actual).rows(Row.class))
                    .containsExactlyInAnyOrderElementsOf(expected.rows(Row.class));
        }

        /** A relation shows what its file holds when it is read, not when it was loaded. */
        @Override
        protected boolean loadsWhileItIsSaved() {
            return false;
        }
    }

    @Nested
    class Csv extends OfRows {
        Csv() {
            super(new CsvType(), Map.of("filepath", "data/a.csv"));
        }
    }

    @Nested
    class CsvAsRelation extends OfRelations {
        CsvAsRelation() {
            super(new CsvType(), Map.of("filepath", "data/a.csv"));
        }
    }

    @Nested
    class Parquet extends OfRows {
        Parquet() {
            super(new ParquetType(), Map.of("filepath", "data/a.parquet"));
        }
    }

    @Nested
    class ParquetAsRelation extends OfRelations {
        ParquetAsRelation() {
            super(new ParquetType(), Map.of("filepath", "data/a.parquet"));
        }
    }

    @Nested
    class PartitionedParquet extends OfRows {
        PartitionedParquet() {
            super(new ParquetType(), Map.of("filepath", "data/parts", "partition_by", List.of("name")));
        }

        @Override
        protected String badFile() {
            return "data/parts/name=one/data_0.parquet";
        }

        @Override
        protected void assertSame(Object actual, List<Row> expected) {
            assertThat((List<?>) actual).asInstanceOf(list(Row.class)).containsExactlyInAnyOrderElementsOf(expected);
        }

        @Override
        protected boolean loadsWhileItIsSaved() {
            return false;
        }
    }

    @Nested
    class PartitionedParquetAsRelation extends OfRelations {
        PartitionedParquetAsRelation() {
            super(new ParquetType(), Map.of("filepath", "data/parts", "partition_by", List.of("id")));
        }

        @Override
        protected String badFile() {
            return "data/parts/id=1/data_0.parquet";
        }
    }

    @Nested
    class Json extends OfRows {
        Json() {
            super(new JsonType(), Map.of("filepath", "data/a.json"));
        }
    }

    @Nested
    class JsonAsRelation extends OfRelations {
        JsonAsRelation() {
            super(new JsonType(), Map.of("filepath", "data/a.jsonl"));
        }
    }

    @Nested
    class Excel extends OfRows {
        Excel() {
            super(new ExcelType(), Map.of("filepath", "data/a.xlsx"));
        }

        /** A sheet cannot tell an empty text from none. */
        @Override
        protected List<List<Row>> awkward() {
            return List.of(AWKWARD.stream().filter(row -> !row.name().isEmpty()).toList());
        }
    }

    @Nested
    class ExcelAsRelation extends OfRelations {
        ExcelAsRelation() {
            super(new ExcelType(), Map.of("filepath", "data/a.xlsx"));
        }
    }

    /** A relation that is saved to a table must be of the catalog's engine: see DatabaseDatasetsTest. */
    @Nested
    class Table extends OfRows {
        Table() {
            super(new TableType(), Map.of("filepath", "data/a.duckdb", "table", "numbers"));
        }

        @Override
        protected Optional<byte[]> badContent() {
            return Optional.of(
                    "no database, but a text longer than a header ".repeat(500).getBytes(US_ASCII));
        }
    }
}
