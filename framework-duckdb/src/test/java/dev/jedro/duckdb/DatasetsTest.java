package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
    record Flight(long id, Optional<String> name, double price, boolean landed, LocalDate day, LocalDateTime at) {}

    private static final List<Flight> FLIGHTS = List.of(
            new Flight(
                    1,
                    Optional.of("a, \"b\"\nc"),
                    1.5,
                    true,
                    LocalDate.of(2026, 11, 20),
                    LocalDateTime.of(2026, 11, 20, 16, 40, 1)),
            new Flight(2, Optional.empty(), -2, false, LocalDate.of(1999, 1, 2), LocalDateTime.of(1970, 1, 1, 0, 0, 5)),
            new Flight(
                    3,
                    Optional.of("ž€"),
                    1e300,
                    true,
                    LocalDate.of(2026, 11, 20),
                    LocalDateTime.of(2026, 11, 20, 0, 0, 1)));

    @TempDir
    Path root;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(root.resolve(name), text, StandardCharsets.UTF_8);
    }

    private OpenCatalog csv(String name, Object... options) {
        return catalog("duckdb.Csv", name, options);
    }

    private OpenCatalog catalog(String type, String filepath, Object... options) {
        Map<String, Object> entry = new LinkedHashMap<>(Map.of("type", type, "filepath", filepath));
        for (int i = 0; i < options.length; i += 2) {
            entry.put((String) options[i], options[i + 1]);
        }
        Map<String, Object> one = Map.of("type", "duckdb.Query", "sql", "select 1 as one");
        return TestCatalog.open(root, Map.of("data", entry, "one", one));
    }

    private static DuckDb engine(OpenCatalog catalog) {
        return catalog.load("one", Relation.class).engine();
    }

    private static Relation load(OpenCatalog catalog) {
        return catalog.load("data", Relation.class);
    }

    private static void assertProblem(ThrowingCallable work, String... parts) {
        assertThatExceptionOfType(JedroException.class)
                .isThrownBy(work)
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains(parts));
    }

    @Nested
    class EveryType {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "duckdb.Csv data.csv",
                    "duckdb.Parquet data.parquet",
                    "duckdb.Json data.json",
                    "duckdb.Json data.jsonl",
                    "duckdb.Excel data.xlsx"
                })
        void givesBackWhatItTook(String typeAndFile) throws NoSuchMethodException {
            String[] parts = typeAndFile.split(" ");
            try (OpenCatalog catalog = catalog(
                    parts[0],
                    parts[1],
                    parts[0].matches(".*(Csv|Json)")
                            ? new Object[] {
                                "columns",
                                Map.of(
                                        "id",
                                        "BIGINT",
                                        "name",
                                        "VARCHAR",
                                        "price",
                                        "DOUBLE",
                                        "landed",
                                        "BOOLEAN",
                                        "day",
                                        "DATE",
                                        "at",
                                        "TIMESTAMP")
                            }
                            : new Object[0])) {
                java.lang.reflect.Type flights =
                        EveryType.class.getDeclaredMethod("flights").getGenericReturnType();
                catalog.save("data", flights, flights());

                assertThat(catalog.rows("data")).hasValue(3);
                assertThat(catalog.load("data", flights)).isEqualTo(FLIGHTS);
                Relation relation = load(catalog);
                catalog.save("data", Relation.class, relation.where("id >= 2"));
                assertThat(load(catalog).rows(Flight.class)).isEqualTo(FLIGHTS.subList(1, 3));
                assertThat(root.toFile().list()).containsExactly(parts[1]);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "duckdb.Csv data.csv",
                    "duckdb.Parquet data.parquet",
                    "duckdb.Json data.json",
                    "duckdb.Excel data.xlsx"
                })
        void leavesTheOldFileIfASaveFails(String typeAndFile) throws IOException {
            String[] parts = typeAndFile.split(" ");
            Files.writeString(root.resolve(parts[1]), "old");
            try (OpenCatalog catalog = catalog(parts[0], parts[1]);
                    DuckDb duckdb = DuckDb.open()) {
                Relation failing = duckdb.sql(
                        "select case when range = 99999 then error('broken') else range::varchar end as x from range(100000)");

                assertProblem(
                        () -> catalog.save("data", Relation.class, failing),
                        "JED-702",
                        "Dataset 'data'",
                        "broken",
                        "DatasetsTest.java:");
                assertThat(root.resolve(parts[1])).hasContent("old");
                assertThat(root.toFile().list()).containsExactly(parts[1]);
            }
        }

        /** As a node declares it. */
        private static List<Flight> flights() {
            return FLIGHTS;
        }
    }

    @Nested
    class Csv {

        @Test
        void hasTheSameTypeForTAndFInEveryFile() throws IOException {
            file("flags.csv", "a,b,c,d\nt,true,1,2026-11-20\nf,false,2,2026-11-21\n");
            try (OpenCatalog catalog = csv("flags.csv")) {
                assertThat(load(catalog)).hasToString("Relation(a VARCHAR, b VARCHAR, c BIGINT, d DATE)");
            }
        }

        @Test
        void guessesNoOrderOfDayAndMonth() throws IOException {
            file("dates.csv", "a,b\n03/04/2026,03/04/2026 10:00:00\n");
            try (OpenCatalog catalog = csv("dates.csv")) {
                assertThat(load(catalog)).hasToString("Relation(a VARCHAR, b VARCHAR)");
            }
        }

        @Test
        void takesDeclaredTypesAndFindsTheOthers() throws IOException {
            file("some.csv", "id,flag,when\n007,t,20.11.2026\n");
            try (OpenCatalog catalog = csv(
                    "some.csv",
                    "columns",
                    Map.of("id", "VARCHAR", "flag", "BOOLEAN", "when", "DATE"),
                    "date_format",
                    "%d.%m.%Y")) {
                assertThat(load(catalog).preview().rows()).containsExactly(List.of("007", "true", "2026-11-20"));
            }
        }

        @Test
        void takesOtherForms() throws IOException {
            Files.write(
                    root.resolve("odd.csv"), "id;name\n1;'caf\u00e9;x'\n2;NA\n".getBytes(StandardCharsets.ISO_8859_1));
            try (OpenCatalog catalog =
                    csv("odd.csv", "delimiter", ";", "quote", "'", "nulls", List.of("NA"), "encoding", "latin-1")) {
                assertThat(load(catalog).strings("name")).containsExactly("café;x", "");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "NA", "NA,", ",NA", "NA,null"})
        void keepsTextsApartFromNoValue(String nulls) {
            try (OpenCatalog catalog = csv("a.csv", "nulls", List.of(nulls.split(",", -1)))) {
                Relation relation = engine(catalog)
                        .sql("select * from (values (1, 'a'), (2, ''), (3, null), (4, 'NA'), (5, 'null'), (null, '\"'))"
                                + " as rows(id, text)");
                catalog.save("data", Relation.class, relation);

                assertThat(load(catalog).preview())
                        .isEqualTo(relation.sql("select id::bigint as id, text from this")
                                .preview());
            }
        }

        @Test
        void takesQuotedTextsForNoValueIfToldSo() throws IOException {
            file("a.csv", "id,name\n\"1\",\"\"\n\"\",\"x\"\n");
            try (OpenCatalog catalog = csv("a.csv", "quoted_nulls", true)) {
                assertThat(load(catalog).preview().rows()).containsExactly(List.of("1", "null"), List.of("null", "x"));
            }
        }

        @Test
        void needsATextForNoValue() {
            try (OpenCatalog catalog = csv("a.csv", "nulls", List.of())) {
                assertProblem(() -> load(catalog), "JED-", "nulls must name a text", "at conf/base/catalog.yml");
            }
        }

        @Test
        void isWrittenInItsEncoding() throws IOException {
            try (OpenCatalog catalog = csv("a.csv", "encoding", "latin-1")) {
                catalog.save("data", Relation.class, engine(catalog).sql("select 1 as id, 'café' as name"));

                assertThat(Files.readString(root.resolve("a.csv"), StandardCharsets.ISO_8859_1))
                        .isEqualTo("id,name\n1,café\n");
                assertThat(load(catalog).strings("name")).containsExactly("café");
                assertThat(root.toFile().list()).containsExactly("a.csv");
            }
        }

        @Test
        void isNotWrittenWithLettersThatItsEncodingHasNot() throws IOException {
            file("a.csv", "old");
            try (OpenCatalog catalog = csv("a.csv", "encoding", "latin-1")) {
                assertProblem(
                        () -> catalog.save(
                                "data", Relation.class, engine(catalog).sql("select 'ž' as name")),
                        "JED-716",
                        "Dataset 'data'",
                        "remove 'encoding'");
                assertThat(root.resolve("a.csv")).hasContent("old");
                assertThat(root.toFile().list()).containsExactly("a.csv");
            }
        }

        @Test
        void isNotWrittenInAnEncodingThatCanOnlyBeRead() {
            try (OpenCatalog catalog = csv("a.csv", "encoding", "utf-16")) {
                Optional<Problem> problem =
                        catalog.definition().checkSave("data", Relation.class, Place.of("A.java", 7));

                assertThat(problem.orElseThrow().toString())
                        .contains("JED-314", "saved only with the encoding utf-8 or latin-1", "A.java:7");
                assertThat(catalog.definition().checkLoad("data", Relation.class, Place.of("A.java", 7)))
                        .isEmpty();
                assertProblem(
                        () -> {
                            try (ChunkWriter chunks =
                                    catalog.append("data", Flight.class).orElseThrow()) {
                                chunks.write(FLIGHTS);
                                chunks.commit();
                            }
                        },
                        "JED-716",
                        "can be read, but not written",
                        "set 'encoding'");
            }
        }

        @Test
        void mayHaveOnlyAHeader() throws IOException {
            file("none.csv", "a,b\n");
            try (OpenCatalog catalog = csv("none.csv")) {
                assertThat(load(catalog).count()).isZero();
                assertThat(load(catalog).columns()).hasSize(2);
            }
        }

        @Test
        void mayHaveNoHeader() throws IOException {
            file("bare.csv", "1,x\n2,y\n");
            try (OpenCatalog catalog = csv("bare.csv", "header", false)) {
                assertThat(load(catalog)).hasToString("Relation(column0 BIGINT, column1 VARCHAR)");
            }
        }

        @Test
        void tellsTheLineOfAValueThatDoesNotFit() throws IOException {
            StringBuilder text = new StringBuilder("a,b\n");
            for (int i = 0; i < 30_000; i++) {
                text.append(i).append(",x\n");
            }
            file("late.csv", text + "oops,y\n");
            try (OpenCatalog catalog = csv("late.csv")) {
                assertProblem(
                        () -> load(catalog).doubles("a"),
                        "JED-703",
                        "column \"a\". Could not convert string \"oops\" to 'BIGINT'",
                        "at late.csv:30002",
                        "correct line 30002 of the file",
                        "under 'columns'");
            }
        }

        @Test
        void tellsTheLineThatIsCutOff() throws IOException {
            file("cut.csv", "a,b\n1,x\n2,\"y");
            try (OpenCatalog catalog = csv("cut.csv")) {
                assertProblem(() -> load(catalog), "JED-703", "Dataset 'data'", "unterminated quote", "at cut.csv:3");
            }
        }

        @Test
        void tellsTheLineWithTooManyFields() throws IOException {
            file("wide.csv", "a,b\n1,x\n2,y,z\n3,w\n");
            try (OpenCatalog catalog = csv("wide.csv")) {
                assertProblem(
                        () -> load(catalog),
                        "JED-703",
                        "Expected Number of Columns: 2 Found: 3",
                        "at wide.csv:3",
                        "'delimiter'");
            }
        }

        @Test
        void tellsAFileThatIsNoText() throws IOException {
            byte[] bytes = new byte[3000];
            new Random(7).nextBytes(bytes);
            Files.write(root.resolve("noise.csv"), bytes);
            try (OpenCatalog catalog = csv("noise.csv")) {
                assertProblem(() -> load(catalog), "JED-70", "Dataset 'data'", "at noise.csv", "Try:");
            }
        }

        @Test
        void tellsTheLineWithAnotherEncoding() throws IOException {
            Files.write(root.resolve("latin.csv"), "id,name\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
            try (OpenCatalog catalog = csv("latin.csv")) {
                assertProblem(() -> load(catalog), "JED-703", "not utf-8 encoded", "at latin.csv:2", "'encoding'");
            }
        }

        @Test
        void isToldToBeEmpty() throws IOException {
            file("empty.csv", "");
            try (OpenCatalog catalog = csv("empty.csv")) {
                assertProblem(() -> load(catalog), "JED-704", "The file is empty", "at empty.csv");
            }
        }

        @Test
        void tellsADeclaredColumnThatIsNotThere() throws IOException {
            file("a.csv", "company_id,name\n1,x\n");
            try (OpenCatalog catalog = csv("a.csv", "columns", Map.of("compny_id", "BIGINT"))) {
                assertProblem(() -> load(catalog), "JED-705", "no column 'compny_id'", "at a.csv", "Near: company_id");
            }
        }
    }

    @Nested
    class Parquet {

        @Test
        void tellsThatItIsCutOff() throws IOException {
            try (OpenCatalog catalog = catalog("duckdb.Parquet", "a.parquet");
                    DuckDb duckdb = DuckDb.open()) {
                catalog.save("data", Relation.class, duckdb.sql("select range as id from range(10000)"));
                byte[] whole = Files.readAllBytes(root.resolve("a.parquet"));
                Files.write(root.resolve("a.parquet"), Arrays.copyOf(whole, whole.length / 2));

                assertProblem(
                        () -> load(catalog), "JED-704", "Dataset 'data'", "'a.parquet'", "at a.parquet", "truncated");
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> load(catalog))
                        .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(root.toString()));
            }
        }

        @Test
        void isAFolderIfPartitioned() {
            try (OpenCatalog catalog = catalog(
                            "duckdb.Parquet", "parts", "partition_by", List.of("year"), "compression", "snappy");
                    DuckDb duckdb = DuckDb.open()) {
                Relation rows = duckdb.sql("select range as id, 2020 + range % 3 as year from range(9)");
                catalog.save("data", Relation.class, rows);
                catalog.save("data", Relation.class, rows.where("year > 2020"));

                assertThat(root.resolve("parts").toFile().list()).containsExactlyInAnyOrder("year=2021", "year=2022");
                assertThat(load(catalog)
                                .where("year = 2021")
                                .sql("select id from this order by id")
                                .doubles("id"))
                        .containsExactly(1, 4, 7);
                assertThat(catalog.exists("data")).isTrue();
            }
        }

        @Test
        void mayBePartitionedAndHaveNoRows() {
            try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("year"));
                    DuckDb duckdb = DuckDb.open()) {
                Relation rows = duckdb.sql("select 1 as id, 2020 as year");
                catalog.save("data", Relation.class, rows);
                catalog.save("data", Relation.class, rows.where("id > 1"));

                assertThat(catalog.exists("data")).isTrue();
                assertThat(load(catalog).columns()).extracting(Column::name).containsExactlyInAnyOrder("id", "year");
                assertThat(load(catalog).count()).isZero();
            }
        }

        @Test
        void isNotPartitionedByAColumnThatIsNotThere() {
            try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("yaer"));
                    DuckDb duckdb = DuckDb.open()) {
                assertProblem(
                        () -> catalog.save("data", Relation.class, duckdb.sql("select 1 as year")),
                        "JED-705",
                        "'yaer'",
                        "Near: year",
                        "at conf/base/catalog.yml");
            }
        }

        @Test
        void isNotPartitionedByAllColumns() {
            try (OpenCatalog catalog = catalog("duckdb.Parquet", "parts", "partition_by", List.of("year"));
                    DuckDb duckdb = DuckDb.open()) {
                assertProblem(
                        () -> catalog.save("data", Relation.class, duckdb.sql("select 1 as year")),
                        "JED-705",
                        "none is left",
                        "leave a column out of 'partition_by'");
            }
        }
    }

    @Nested
    class Replaced {

        @ParameterizedTest
        @CsvSource({
            "duckdb.Csv data.csv, Expected Number of Columns: 2 Found: 1",
            "duckdb.Parquet data.parquet, has other columns now",
            "duckdb.Json data.json, has other columns now",
            "duckdb.Table data.duckdb, has other columns now"
        })
        void byOtherColumnsAreTold(String typeAndFile, String told) {
            String[] parts = typeAndFile.split(" ");
            Object[] options = parts[0].equals("duckdb.Table") ? new Object[] {"table", "t"} : new Object[0];
            try (OpenCatalog catalog = catalog(parts[0], parts[1], options)) {
                DuckDb duckdb = engine(catalog);
                catalog.save("data", Relation.class, duckdb.sql("select 1 as id, 'x' as name"));
                Relation loaded = load(catalog).sql("select name from this");
                catalog.save("data", Relation.class, duckdb.sql("select 1 as id"));

                assertProblem(loaded::preview, told);
            }
        }
    }

    @Nested
    class Json {

        @Test
        void tellsWhatCannotBeRead() throws IOException {
            file("a.json", "[{\"a\": 1}, {\"a\": ");
            try (OpenCatalog catalog = catalog("duckdb.Json", "a.json")) {
                assertProblem(() -> load(catalog), "JED-704", "Dataset 'data'", "at a.json");
            }
        }
    }
}
