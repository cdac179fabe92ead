package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.OpenCatalog;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are saved as records come back as they were, or are refused. */
class ExactRecordsTest extends FilesTrial {
    /** All rows as a node saves them, and as the next one loads them. */
    private <R> Object saved(String typeAndFile, Class<R> row, List<R> rows) {
        String[] parts = typeAndFile.split(" ");
        try (OpenCatalog catalog = catalog(parts[0], parts[1])) {
            catalog.save("data", TestCatalog.listOf(row), rows);
            return catalog.load("data", TestCatalog.listOf(row));
        }
    }

    /** {@code List<R>}, as a node declares it. */
    record Price(BigDecimal v, List<BigDecimal> more, Optional<BigDecimal> perhaps) {
        static Price of(String v) {
            return new Price(new BigDecimal(v), List.of(new BigDecimal(v)), Optional.of(new BigDecimal(v)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1.5",
                "-0.1234567890",
                "1e20",
                "1.23000000000000000",
                "12345678901234567890.12345",
                "9999999999999999999999999999.9999999999"
            })
    void holdDecimals(String v) {
        try (DuckDb duckdb = DuckDb.open()) {
            Price back = duckdb.relation(Price.class, List.of(Price.of(v)))
                    .rows(Price.class)
                    .get(0);

            assertThat(back.v()).isEqualByComparingTo(v);
            assertThat(back.more().get(0)).isEqualByComparingTo(v);
            assertThat(back.perhaps().orElseThrow()).isEqualByComparingTo(v);
        }
    }

    record Big(BigInteger v) {}

    @ParameterizedTest
    @CsvSource({"0.12345678901", "10000000000000000000000000000", "1e999999999", "1e-999999999"})
    void refuseDecimalsThatTheirColumnCannotKeep(String v) {
        try (DuckDb duckdb = DuckDb.open()) {
            assertProblem(
                    () -> duckdb.relation(Price.class, List.of(Price.of("1"), Price.of(v))),
                    "JED-718",
                    "row 2, component 'v' of Price",
                    "28 digits before the point and 10 after it",
                    new BigDecimal(v).toString(),
                    "round a BigDecimal to 10 digits after the point",
                    "at ExactRecordsTest.java:");
        }
    }

    @Test
    void refuseWholeNumbersThatTheirColumnCannotKeep() {
        BigInteger most = BigInteger.TWO.pow(127);
        try (DuckDb duckdb = DuckDb.open()) {
            Big largest = new Big(most.subtract(BigInteger.ONE));
            assertThat(duckdb.relation(Big.class, List.of(largest)).rows(Big.class))
                    .containsExactly(largest);
            assertProblem(
                    () -> duckdb.relation(Big.class, List.of(new Big(most))),
                    "JED-718",
                    "row 1, component 'v' of Big",
                    most.toString(),
                    "make the component a String");
        }
    }

    enum Kind {
        SMALL,
        VERY_LARGE
    }

    record Many(
            boolean ok,
            Optional<Boolean> perhaps,
            LocalDate day,
            LocalDateTime at,
            Instant moment,
            OffsetDateTime when,
            LocalTime time,
            double real,
            float small,
            String text,
            Kind kind,
            UUID id,
            long whole,
            OptionalInt some,
            BigInteger big) {}

    private static Many many(LocalDateTime at, boolean ok, double real, String text, String big) {
        return new Many(
                ok,
                ok ? Optional.of(true) : Optional.empty(),
                at.toLocalDate(),
                at,
                at.toInstant(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                at.toLocalTime(),
                real,
                (float) real,
                text,
                ok ? Kind.SMALL : Kind.VERY_LARGE,
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)),
                ok ? Long.MAX_VALUE : Long.MIN_VALUE,
                ok ? OptionalInt.of(7) : OptionalInt.empty(),
                new BigInteger(big));
    }

    static final List<List<Many>> ROWS = List.of(
            List.of(many(LocalDateTime.of(2020, 1, 1, 0, 0), true, 1, "007", "9007199254740993")),
            List.of(many(LocalDateTime.of(2020, 1, 1, 12, 30, 15), false, -0.0, "1.50", "99999999999999999999")),
            List.of(
                    many(LocalDateTime.of(2020, 1, 1, 23, 59, 59), true, Double.NaN, "2020-01-01", "1"),
                    many(LocalDateTime.of(1, 1, 1, 0, 0), false, Double.POSITIVE_INFINITY, "true", "-2"),
                    many(
                            LocalDateTime.of(2020, 1, 1, 12, 30, 15, 500_000_000),
                            true,
                            0.1,
                            "NaN",
                            "-99999999999999999999"),
                    many(LocalDateTime.of(12020, 12, 31, 1, 2, 3), true, -1e300, "[1, 2]", "0"),
                    many(LocalDateTime.of(1900, 1, 1, 1, 0), true, 1e-300, "23:59:59", "0"),
                    many(LocalDateTime.of(-43, 3, 15, 12, 0), true, Double.NEGATIVE_INFINITY, "x", "0")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Json data.json",
                "duckdb.Json data.jsonl",
                "duckdb.Excel data.xlsx",
                "duckdb.Parquet data.parquet"
            })
    void comeBackFromEveryFile(String typeAndFile) {
        for (List<Many> rows : ROWS) {
            assertThat(saved(typeAndFile, Many.class, rows)).isEqualTo(rows);
        }
    }

    record Amount(BigDecimal v, Optional<BigDecimal> perhaps) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Json data.json",
                "duckdb.Excel data.xlsx",
                "duckdb.Parquet data.parquet"
            })
    void keepAllDigitsInEveryFile(String typeAndFile) {
        for (String v :
                List.of("1.5", "-7", "0.1", "12345678901234567890.12345", "-9999999999999999999999999999.9999999999")) {
            BigDecimal kept = new BigDecimal(v);
            List<Amount> rows =
                    List.of(new Amount(kept, Optional.of(kept)), new Amount(BigDecimal.ONE, Optional.empty()));

            assertThat(saved(typeAndFile, Amount.class, rows))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(rows);
        }
    }

    @Test
    void sumsKeepTheirDigitsInParquet() {
        try (OpenCatalog catalog = catalog("duckdb.Parquet", "data.parquet")) {
            DuckDb duckdb = engine(catalog);
            catalog.save(
                    "data", Relation.class, duckdb.sql("select sum(9007199254740993::bigint) as v, [1::hugeint] as l"));

            assertThat(load(catalog)).hasToString("Relation(v DECIMAL(38,0), l DECIMAL(38,0)[])");
            assertThat(load(catalog).rows(Big.class)).containsExactly(new Big(new BigInteger("9007199254740993")));
            assertProblem(
                    () -> catalog.save(
                            "data", Relation.class, duckdb.sql("select '1" + "0".repeat(38) + "'::hugeint as v")),
                    "JED-702",
                    "Dataset 'data'");
        }
    }

    record Ids(String id, long n, double price, LocalDateTime at) {}

    @Test
    void doNotDependOnTheFirstRowsOfAFile() throws IOException {
        String rows = "1,1,1,2020-01-01 00:00:00\n".repeat(20);
        file("data.csv", "id,n,price,at\n" + rows + "007,2,1.5,2020-01-01T12:30:15.123456789\n");
        try (OpenCatalog catalog = csv("data.csv", "sample_rows", 10)) {
            assertThat((List<?>) catalog.load("data", TestCatalog.listOf(Ids.class)))
                    .last()
                    .isEqualTo(new Ids("007", 2, 1.5, LocalDateTime.of(2020, 1, 1, 12, 30, 15, 123456789)));
        }
        file("data.csv", "id,n,price,at\n" + rows + "007,2.5,1.5,2020-01-01\n");
        try (OpenCatalog catalog = csv("data.csv", "sample_rows", 10)) {
            assertProblem(
                    () -> catalog.load("data", TestCatalog.listOf(Ids.class)),
                    "JED-706",
                    "Dataset 'data'",
                    "row 21, column 'n': 2.5 does not fit into long",
                    "correct the value in the file, or change the record's component");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "moment,2020-01-01 12:30:15,'2020-01-01 12:30:15' is no Instant",
                "day,2020-01-01 12:30:15,is no LocalDate",
                "day,2020-13-01,is no LocalDate",
                "at,2020-01-01 12:30:15+02,is no LocalDateTime",
                "ok,t,'t' is no boolean",
                "id,1-1-1-1-1,'1-1-1-1-1' is no UUID",
                "big,1e999999999,is no BigInteger",
                "big,\"\",'' is no BigInteger"
            })
    void refuseTextsOfAnotherForm(String column, String text, String told) throws IOException {
        file("data.csv", column + ",x\n" + text + ",1\n");
        Class<?> row = Map.of(
                        "moment",
                        OfMoment.class,
                        "day",
                        OfDay.class,
                        "at",
                        OfTime.class,
                        "ok",
                        OfTruth.class,
                        "id",
                        OfId.class)
                .getOrDefault(column, OfBig.class);
        try (OpenCatalog catalog = csv("data.csv")) {
            assertProblem(() -> catalog.load("data", TestCatalog.listOf(row)), "JED-706", told);
        }
    }

    record OfMoment(Instant moment) {}

    record OfDay(LocalDate day) {}

    record OfTime(LocalDateTime at) {}

    record OfTruth(boolean ok) {}

    record OfId(UUID id) {}

    record OfBig(BigInteger big) {}

    record Perhaps(Optional<String> a, Optional<Double> b) {}

    record PerhapsOne(Optional<Long> a) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "duckdb.Csv data.csv",
                "duckdb.Json data.json",
                "duckdb.Json data.jsonl",
                "duckdb.Excel data.xlsx",
                "duckdb.Parquet data.parquet"
            })
    void mayHaveNoValueAtAll(String typeAndFile) {
        Perhaps none = new Perhaps(Optional.empty(), Optional.empty());
        Perhaps one = new Perhaps(Optional.of("x"), Optional.of(1.0));
        PerhapsOne nothing = new PerhapsOne(Optional.empty());

        for (List<Perhaps> rows : List.of(List.of(none), List.of(one, none, one, none, none), List.of(none, one))) {
            assertThat(saved(typeAndFile, Perhaps.class, rows)).isEqualTo(rows);
        }
        assertThat(saved(typeAndFile, PerhapsOne.class, List.of(nothing, nothing)))
                .isEqualTo(List.of(nothing, nothing));
    }

    record Lists(
            List<BigDecimal> amounts,
            List<Long> whole,
            List<String> texts,
            List<LocalDateTime> times,
            List<Double> reals) {}

    private static final List<Lists> LISTS = List.of(
            new Lists(
                    List.of(new BigDecimal("12345678901234567890.1234500000"), new BigDecimal("1.5000000000")),
                    List.of(Long.MAX_VALUE, 1L),
                    List.of("007", "a, b", "'", "]", "\"", "", " ", "NULL", "2020-01-01"),
                    List.of(LocalDateTime.of(2020, 1, 1, 12, 30, 15, 500_000_000), LocalDateTime.of(1, 1, 1, 0, 0)),
                    List.of(0.1, 1e300)),
            new Lists(List.of(), List.of(), List.of(), List.of(), List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"duckdb.Csv data.csv", "duckdb.Json data.json", "duckdb.Parquet data.parquet"})
    void mayHaveLists(String typeAndFile) {
        assertThat(saved(typeAndFile, Lists.class, LISTS))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(LISTS);
    }

    record At(LocalDateTime at) {}

    @ParameterizedTest
    @CsvSource({
        "duckdb.Csv data.csv, 123456000",
        "duckdb.Json data.json, 123456000",
        "duckdb.Parquet data.parquet, 123456000",
        "duckdb.Excel data.xlsx, 123000000"
    })
    void haveTheirTimesCutAsTheGuideSays(String typeAndFile, int nanos) {
        LocalDateTime at = LocalDateTime.of(2020, 1, 1, 12, 30, 15);

        assertThat(saved(typeAndFile, At.class, List.of(new At(at.withNano(123_456_789)))))
                .isEqualTo(List.of(new At(at.withNano(nanos))));
    }

    record Loose(long n, double real, boolean ok, LocalDate day, LocalDateTime at, LocalTime time, String text) {}

    @Test
    void takeTextsInTheFormsInWhichPeopleWriteThem() throws IOException {
        file(
                "data.csv",
                "n,real,ok,day,at,time,text\n 1 , .5, TRUE ,2020-1-2, 2020-1-2 9:05:00 , 9:05 , a \n+1e3,5.,False,2020-01-02,2020-01-02,09:05:00,b\n");
        try (OpenCatalog catalog = csv("data.csv")) {
            LocalDate day = LocalDate.of(2020, 1, 2);
            LocalTime time = LocalTime.of(9, 5);
            assertThat(catalog.load("data", TestCatalog.listOf(Loose.class)))
                    .isEqualTo(List.of(
                            new Loose(1, .5, true, day, day.atTime(time), time, " a "),
                            new Loose(1000, 5, false, day, day.atStartOfDay(), time, "b")));
        }
    }

    record OfReal(double real) {}

    @Test
    void tellTheRowOfATextThatIsNoNumber() throws IOException {
        file("data.csv", "real,x\n1.5,a\n1d,b\n");
        try (OpenCatalog catalog = csv("data.csv")) {
            assertProblem(() -> catalog.load("data", TestCatalog.listOf(OfReal.class)), "JED-703", "at data.csv:3");
        }
        file("data.json", "[{\"real\": 1.5}, {\"real\": \"1d\"}]");
        try (OpenCatalog catalog = catalog("duckdb.Json", "data.json")) {
            assertProblem(
                    () -> catalog.load("data", TestCatalog.listOf(OfReal.class)),
                    "JED-706",
                    "Dataset 'data'",
                    "row 2, column 'real': '1d' is no double");
        }
    }
}
