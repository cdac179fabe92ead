package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code duckdb.Csv} reads and writes, and how it tells that a file is bad. */
class CsvTest extends FilesTrial {

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
        Files.write(root.resolve("odd.csv"), "id;name\n1;'caf\u00e9;x'\n2;NA\n".getBytes(StandardCharsets.ISO_8859_1));
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
                    () -> catalog.save("data", Relation.class, engine(catalog).sql("select 'ž' as name")),
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
            Optional<Problem> problem = catalog.definition().checkSave("data", Relation.class, Place.of("A.java", 7));

            assertThat(problem.orElseThrow().toString())
                    .contains("JED-314", "saved only with the encoding utf-8 or latin-1", "A.java:7");
            assertThat(catalog.definition().checkLoad("data", Relation.class, Place.of("A.java", 7)))
                    .isEmpty();
            assertProblem(
                    () -> {
                        try (ChunkWriter chunks = catalog.append("data", DatasetsTest.Flight.class)
                                .orElseThrow()) {
                            chunks.write(DatasetsTest.FLIGHTS);
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
