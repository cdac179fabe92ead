package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.OpenCatalog;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of day that the zone of the machine leaves out are times like others in data. */
class LocalTimesTest {
    private static final LocalDateTime LEFT_OUT = LocalDateTime.of(2026, 3, 29, 2, 30, 0, 123_456_000);

    record Log(LocalDateTime at, Object other, LocalDate day) {}

    @TempDir
    Path root;

    private TimeZone before;

    @BeforeEach
    void goWhereClocksAreChanged() {
        before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Prague"));
    }

    @AfterEach
    void comeBack() {
        TimeZone.setDefault(before);
    }

    private static Relation relation(DuckDb duckdb) {
        return duckdb.sql(
                "select timestamp '2026-03-29 02:30:00.123456' as \"at\", \"at\" as other, timestamp '2026-03-29' as day");
    }

    @Test
    void areReadAsTheyAre() {
        try (DuckDb duckdb = DuckDb.open()) {
            assertThat(relation(duckdb).rows(Log.class))
                    .containsExactly(new Log(LEFT_OUT, LEFT_OUT, LocalDate.of(2026, 3, 29)));
        }
    }

    record Shift(String name, LocalDateTime begin, Optional<LocalDateTime> end) {}

    record Plan(List<LocalDateTime> times, Shift shift, List<Shift> shifts) {}

    @Test
    void areReadAsTheyAreWithinListsAndStructs() {
        try (DuckDb duckdb = DuckDb.open()) {
            Relation plan = duckdb.sql("""
                    with t as (select timestamp '2026-03-29 02:30:00.123456' as moment, 'a' as name)
                    select [moment] as times, {'name': name, 'begin': moment, 'end': null::timestamp} as shift, [shift] as shifts from t
                    """);

            Shift shift = new Shift("a", LEFT_OUT, Optional.empty());
            assertThat(plan.rows(Plan.class)).containsExactly(new Plan(List.of(LEFT_OUT), shift, List.of(shift)));
        }
    }

    @Test
    void areShownAsTheyAre() {
        try (DuckDb duckdb = DuckDb.open()) {
            assertThat(relation(duckdb).preview().rows())
                    .containsExactly(
                            List.of("2026-03-29 02:30:00.123456", "2026-03-29 02:30:00.123456", "2026-03-29 00:00:00"));
        }
    }

    @Test
    void areWrittenToSheetsAsTheyAre() {
        try (OpenCatalog catalog =
                        TestCatalog.open(root, Map.of("x", Map.of("type", "duckdb.Excel", "filepath", "x.xlsx")));
                DuckDb duckdb = DuckDb.open()) {
            catalog.save("x", Relation.class, duckdb.sql("select timestamp '2026-03-29 02:30:00' as moment"));

            assertThat(catalog.load("x", Relation.class).preview().rows())
                    .containsExactly(List.of("2026-03-29 02:30:00"));
        }
    }
}
