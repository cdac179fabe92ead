package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to other databases and read from them is the same, to the last digit. */
class JdbcValuesTest {
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    record Sighting(UUID id, LocalTime at, Instant seen, BigDecimal mass, Optional<UUID> other) {}

    record Named(UUID id) {}

    record Amount(BigDecimal amount) {}

    @TempDir
    Path root;

    private OpenCatalog open(String sql) {
        return TestCatalog.open(
                root,
                Map.of(
                        "rows", Map.of("type", "duckdb.Table", "credentials", "db", "table", "sightings"),
                        "query", Map.of("type", "duckdb.Query", "credentials", "db", "sql", sql)),
                Map.of("db", Map.of("url", url())),
                Map.of());
    }

    private String url() {
        return "jdbc:h2:" + root.resolve("values");
    }

    private void inH2(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <R extends Record> List<R> rows(String sql, Class<R> type) {
        try (OpenCatalog catalog = open(sql)) {
            return catalog.load("query", Relation.class).rows(type);
        }
    }

    @Test
    void comeBackAsTheyWereWritten() {
        Sighting sighting = new Sighting(
                UUID.fromString(ID),
                LocalTime.parse("12:34:56.123456"),
                Instant.parse("2026-03-29T02:30:00.123456Z"),
                new BigDecimal("1234567890123456789.1230000000"),
                Optional.empty());
        try (OpenCatalog catalog = open("select 1")) {
            catalog.save("rows", TestCatalog.listOf(Sighting.class), List.of(sighting));

            assertThat(catalog.load("rows", Relation.class).rows(Sighting.class))
                    .containsExactly(sighting);
            assertThat(catalog.load("rows", Relation.class).columns())
                    .contains(new Column("id", "UUID"), new Column("seen", "TIMESTAMP WITH TIME ZONE"));
        }
    }

    @Test
    void areWrittenToAColumnOfTextsWhereTheTableHasThat() throws SQLException {
        inH2("create table sightings (id varchar(40))");
        try (OpenCatalog catalog = open("select 1")) {
            List<Named> rows = List.of(new Named(UUID.fromString(ID)));

            catalog.save("rows", TestCatalog.listOf(Named.class), rows);

            assertThat(catalog.load("rows", Relation.class).columns()).containsExactly(new Column("id", "VARCHAR"));
            assertThat(catalog.load("rows", Relation.class).rows(Named.class)).isEqualTo(rows);
        }
    }

    @Test
    void ofNumbersWithoutAScaleKeepAllTheirDigits() throws SQLException {
        inH2("create table numbers (amount decimal(50, 5), free decfloat(34))");
        inH2("insert into numbers values (12345678901234567890123456789.12345, 0.12345678901234567890123)");
        inH2("insert into numbers values (null, null), (1.5, 1e3)");

        assertThat(rows("select amount from numbers where amount is not null order by 1 desc", Amount.class))
                .containsExactly(
                        new Amount(new BigDecimal("12345678901234567890123456789.12345")),
                        new Amount(new BigDecimal("1.50000")));
        assertThat(rows("select free as amount from numbers where free < 1", Amount.class))
                .containsExactly(new Amount(new BigDecimal("0.12345678901234567890123")));
        try (OpenCatalog catalog = open("select free, amount from numbers where amount = 1.5 or amount is null")) {
            assertThat(catalog.load("query", Relation.class).columns())
                    .containsExactly(new Column("FREE", "DECIMAL(38,10)"), new Column("AMOUNT", "DECIMAL(38,5)"));
            assertThat(catalog.load("query", Relation.class)
                            .where("amount is null")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void withMoreDigitsThanAColumnHasAreToldWithTheirRow() throws SQLException {
        inH2("create table numbers (amount decimal(50, 5))");
        inH2("insert into numbers values (1.5), (123456789012345678901234567890123456789.25)");

        assertThatExceptionOfType(JedroException.class)
                .isThrownBy(() -> rows("select amount from numbers order by 1", Amount.class))
                .withMessageContaining("JED-718")
                .withMessageContaining("Dataset 'query'")
                .withMessageContaining("row 2, column 'AMOUNT': 123456789012345678901234567890123456789.25")
                .withMessageContaining("cast(AMOUNT as decimal(38, 10))");
    }

    @Test
    void thatAreInfiniteTimesAreToldWithTheirRow() throws SQLException {
        JdbcColumn column = JdbcColumn.of(meta("timestamptz", Types.TIMESTAMP, 0), 1);
        ResultSet rows =
                proxy(ResultSet.class, method -> method.equals("wasNull") ? (Object) false : OffsetDateTime.MAX);

        assertThatExceptionOfType(JedroException.class)
                .isThrownBy(() -> column.value(rows, 1, 3))
                .withMessageContaining("JED-718")
                .withMessageContaining("A time is infinite, which no column keeps: row 3, column 'x'");
    }

    @Test
    void haveTheTypeOfTheDatabasesOwnNameWhereItsNumberSaysTooLittle() throws SQLException {
        assertThat(type("timestamptz", Types.TIMESTAMP)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(type("timestamp", Types.TIMESTAMP)).isEqualTo("TIMESTAMP");
        assertThat(type("datetimeoffset", -155)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(type("TIMESTAMP WITH LOCAL TIME ZONE", -102)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(type("TIMESTAMP(3) WITH TIME ZONE", -101)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(type("timetz", Types.TIME)).isEqualTo("VARCHAR");
        assertThat(type("TIME(3) WITH TIME ZONE", Types.TIME_WITH_TIMEZONE)).isEqualTo("VARCHAR");
        assertThat(type("uuid", Types.OTHER)).isEqualTo("UUID");
        assertThat(type("numeric", Types.NUMERIC)).isEqualTo("DECIMAL(38,10)");
        assertThat(JdbcColumn.of(meta("bit", Types.BIT, 1), 1).type()).isEqualTo("BOOLEAN");
        assertThat(JdbcColumn.of(meta("bit", Types.BIT, 3), 1).type()).isEqualTo("VARCHAR");
    }

    private static String type(String name, int number) throws SQLException {
        return JdbcColumn.of(meta(name, number, 0), 1).type();
    }

    private static ResultSetMetaData meta(String name, int number, int precision) {
        return proxy(ResultSetMetaData.class, method -> switch (method) {
            case "getColumnTypeName" -> name;
            case "getColumnType" -> number;
            case "getPrecision" -> precision;
            case "getScale" -> 0;
            default -> "x";
        });
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                JdbcValuesTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName())));
    }
}
