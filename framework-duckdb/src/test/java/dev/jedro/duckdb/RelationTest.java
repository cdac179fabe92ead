package dev.jedro.duckdb;

import static dev.jedro.duckdb.Relation.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.problem.JedroException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RelationTest {
    private static final DuckDb DUCKDB = DuckDb.open();

    record Company(long id, Optional<String> location, double fleetCount) {}

    record Id(long id) {}

    private final Relation companies = DUCKDB.relation(
            Company.class,
            List.of(
                    new Company(1, Optional.of("Isle of Man"), 2.5),
                    new Company(2, Optional.empty(), 1),
                    new Company(3, Optional.of("Niue"), Double.NaN)));

    @AfterAll
    static void close() {
        DUCKDB.close();
    }

    @Nested
    class Queries {

        @Test
        void callTheRelationThis() {
            assertThat(companies
                            .sql("select id from this where fleet_count < 2")
                            .rows(Id.class))
                    .containsExactly(new Id(2));
        }

        @Test
        void nameFurtherRelations() {
            Relation other = DUCKDB.relation(Id.class, List.of(new Id(3), new Id(1)));

            assertThat(companies
                            .sql("select id from this join \"or der\" using (id) order by id", named("or der", other))
                            .rows(Id.class))
                    .containsExactly(new Id(1), new Id(3));
        }

        @Test
        void seeOnlyTheirOwnThis() {
            Relation two = companies.where("id > 1").sql("select id * 10 as id from this");

            assertThat(two.sql("select a.id from this join a on a.id = this.id * 10", named("a", two.where("id > 20")))
                            .rows(Id.class))
                    .isEmpty();
            assertThat(two.sql("select id from this").rows(Id.class)).containsExactly(new Id(20), new Id(30));
        }

        @Test
        void mayHaveAWithAnEndAndAComment() {
            assertThat(companies
                            .sql("with x as (from this) select id from x limit 1 -- the first\n ; ")
                            .rows(Id.class))
                    .containsExactly(new Id(1));
        }

        @Test
        void keepTheOrderOfTheirRows() {
            Relation many = DUCKDB.sql("select range as id from range(300000)").cache();

            assertThat(many.where("id % 3 = 0").rows(Id.class))
                    .isEqualTo(LongStream.range(0, 100_000)
                            .mapToObj(i -> new Id(3 * i))
                            .toList());
        }

        @Test
        void areOneStatementHoweverOftenARelationIsUsed() {
            Relation step = companies;
            for (int i = 0; i < 40; i++) {
                step = step.sql("select this.* from this join other using (id)", named("other", step));
            }
            assertThat(step.query().with()).hasSizeLessThan(10_000);
        }

        @Test
        void mayBeChainedVeryOften() {
            Relation step = companies.select("id");
            for (int i = 0; i < 200; i++) {
                step = step.sql("select id + 1 as id from this");
            }
            assertThat(step.rows(Id.class)).first().isEqualTo(new Id(201));
        }

        @Test
        void computeNothingBeforeTheyAreRead() {
            Relation failing = companies.sql("select error('computed') as id from this");

            assertThat(failing.columns()).hasSize(1);
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(failing::preview)
                    .withMessageContaining("JED-702")
                    .withMessageContaining("computed")
                    .withMessageContaining("at RelationTest.java:");
        }
    }

    @Nested
    class Columns {

        @Test
        void haveNamesAndTypes() {
            assertThat(companies.columns())
                    .containsExactly(
                            new Column("id", "BIGINT"),
                            new Column("location", "VARCHAR"),
                            new Column("fleet_count", "DOUBLE"));
            assertThat(companies).hasToString("Relation(id BIGINT, location VARCHAR, fleet_count DOUBLE)");
        }

        @Test
        void mayBeOfAnyTypeThatDuckDbHas() {
            Relation nested = DUCKDB.sql("select {'a': 1, 'b': [1.5]} as s, 'x'::enum('x', 'y z''s') as e, null as n, "
                    + "map {'k': 1} as m, 1::uhugeint as u, [{'q \"r': date '2026-01-01'}] as l");

            assertThat(nested.sql("select * from this").columns()).isEqualTo(nested.columns());
            assertThat(nested.sql("select * from this").cache().count()).isOne();
        }

        @Test
        void ofOneNameAreNumbered() {
            assertThat(companies.sql("select id, location as ID from this").columns())
                    .extracting(Column::name)
                    .containsExactly("id", "ID_1");
        }

        @Test
        void mayHaveAnyName() {
            Relation odd = DUCKDB.sql("select 1 as \"a \"\"b\"\" ; --\", 2 as \"select\"");

            assertThat(odd.select("select", "a \"b\" ; --").doubles(List.of("a \"b\" ; --", "select")))
                    .isEqualTo(new double[][] {{1, 2}});
        }
    }

    @Nested
    class Reading {

        @Test
        void countsRows() {
            assertThat(companies.count()).isEqualTo(3);
        }

        @Test
        void givesRowsAsRecords() {
            assertThat(companies.rows(Company.class))
                    .containsExactly(
                            new Company(1, Optional.of("Isle of Man"), 2.5),
                            new Company(2, Optional.empty(), 1),
                            new Company(3, Optional.of("Niue"), Double.NaN));
        }

        @Test
        void streamsRowsWithoutComputingThemAll() {
            Relation endless = DUCKDB.sql("select range as id from range(1000000000000)");

            try (Stream<Id> rows = endless.stream(Id.class)) {
                assertThat(rows.limit(5000).mapToLong(Id::id).sum()).isEqualTo(4999L * 5000 / 2);
            }
        }

        @Test
        void tellsWhyAStreamFails() {
            Relation failing = companies.sql("select id + error('no such id')::bigint as id from this");

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> failing.stream(Id.class).close())
                    .withMessageContaining("JED-702")
                    .withMessageContaining("no such id");
        }

        @Test
        void givesColumnsAsNumbers() {
            Relation numbers =
                    DUCKDB.sql("select * from (values (1, 2.5, true), (-7, 'NaN'::double, false)) as t(a, b, c)");

            assertThat(numbers.doubles("a")).containsExactly(1, -7);
            assertThat(numbers.doubles("b", "a", "c")).isEqualTo(new double[][] {{2.5, 1, 1}, {Double.NaN, -7, 0}});
            assertThat(DUCKDB.sql("select range as a from range(5000)").doubles("a"))
                    .hasSize(5000)
                    .endsWith(4999.0);
        }

        @Test
        void takesNoNullForANumber() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(
                            () -> DUCKDB.sql("select unnest([0, null]) as a").doubles("a"))
                    .withMessageContaining("JED-706  Column 'a' is NULL in row 2")
                    .withMessageContaining("at RelationTest.java:")
                    .withMessageContaining("where(\"a is not null\")");
        }

        @Test
        void givesAColumnAsTexts() {
            assertThat(companies.strings("location")).containsExactly("Isle of Man", "", "Niue");
        }

        @Test
        void showsAPreviewAsATable() {
            assertThat(companies.preview(2)).hasToString("""
                    id      location     fleet_count
                    BIGINT  VARCHAR      DOUBLE
                    ──────  ───────────  ───────────
                    1       Isle of Man  2.5
                    2       null         1.0""".indent(0).strip());
        }
    }

    @Nested
    class Records {

        enum Size {
            SMALL,
            VERY_LARGE
        }

        record Inner(int a, String b) {}

        record All(
                int whole,
                @Nullable Integer none,
                float real,
                BigDecimal decimal,
                boolean truth,
                LocalDate date,
                LocalDateTime time,
                Instant instant,
                Size size,
                List<Long> numbers,
                Optional<Inner> inner,
                OptionalDouble perhaps,
                Object any) {}

        @Test
        void haveComponentsOfManyTypes() {
            Relation row = DUCKDB.sql("""
                    select 1 as whole, null as none, 1.5::float as "REAL", 2.50 as decimal, true as truth, date '2026-11-20' as date,
                      timestamp '2026-11-20 16:40:00' as time, timestamptz '2026-11-20 16:40:00+00' as instant, 'very-large' as size,
                      [1, 2] as numbers, {'a': 1, 'b': 'x'} as inner, 4.5 as perhaps, 'o' as any""");

            assertThat(row.rows(All.class))
                    .containsExactly(new All(
                            1,
                            null,
                            1.5f,
                            new BigDecimal("2.50"),
                            true,
                            LocalDate.of(2026, 11, 20),
                            LocalDateTime.of(2026, 11, 20, 16, 40),
                            Instant.parse("2026-11-20T16:40:00Z"),
                            Size.VERY_LARGE,
                            List.of(1L, 2L),
                            Optional.of(new Inner(1, "x")),
                            OptionalDouble.of(4.5),
                            "o"));
        }

        record Written(
                Size size,
                List<Integer> numbers,
                @Nullable String text,
                Instant instant,
                BigDecimal amount,
                OptionalDouble perhaps) {}

        @Test
        void comeBackAsTheyWereWritten() {
            Written written = new Written(
                    Size.SMALL,
                    List.of(1, 2),
                    null,
                    Instant.parse("2026-11-20T16:40:00.123456Z"),
                    new BigDecimal("1.2500000000"),
                    OptionalDouble.empty());

            assertThat(DUCKDB.relation(Written.class, List.of(written)).rows(Written.class))
                    .containsExactly(written);
        }

        @Test
        void mayBeNone() {
            assertThat(DUCKDB.relation(Company.class, new ArrayList<>()).rows(Company.class))
                    .isEmpty();
        }

        record Positive(long id) {
            Positive {
                if (id > 2) {
                    throw new IllegalArgumentException("id must be at most 2, not " + id);
                }
            }
        }

        @Test
        void whichRefuseAValueTellTheRow() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.rows(Positive.class))
                    .withMessageContaining("JED-706")
                    .withMessageContaining("row 3: id must be at most 2, not 3")
                    .withMessageContaining("at RelationTest.java:");
        }

        record Small(byte id) {}

        @Test
        void takeNoNumberThatDoesNotFit() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> DUCKDB.sql("select 300 as id").rows(Small.class))
                    .withMessageContaining("JED-706")
                    .withMessageContaining("row 1, column 'id': 300 does not fit into byte");
        }

        @Test
        void takeNoNullIntoAPrimitive() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> DUCKDB.sql("select null::bigint as id").rows(Id.class))
                    .withMessageContaining("NULL is no long")
                    .withMessageContaining("Optional");
        }

        record Holder(Thread thread) {}

        @Test
        void ofNoColumnTypeAreRefused() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> DUCKDB.relation(Holder.class, List.of()))
                    .withMessageContaining("JED-710")
                    .withMessageContaining("of Holder: 'thread' (Thread)");
        }
    }

    @Nested
    class Mistakes {

        @Test
        void inTheSqlAreToldAtTheLineThatMadeIt() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.sql("select id,\n  locaton from this"))
                    .satisfies(thrown ->
                            assertThat(thrown.problems().get(0).toString()).matches("""
                            (?s)JED-701  SQL: Referenced column "locaton" not found in FROM clause!
                                     line 2:   locaton from this
                                               \\^+
                                     at RelationTest.java:\\d+
                                     Near: location
                                     Try:  use a column that is there: id, location, fleet_count"""));
        }

        @Test
        void inAListOfReplacementsHaveNearNamesToo() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.sql("select * replace (1 as locaton) from this"))
                    .satisfies(thrown ->
                            assertThat(thrown.problems().get(0).near()).containsExactly("location"));
        }

        @Test
        void ofSyntaxAreToldToo() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.sql("selec id from this"))
                    .withMessageContaining("JED-701")
                    .withMessageContaining("line 1: selec id from this");
        }

        @Test
        void inNamesOfColumnsAreToldAllAtOnce() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.doubles("fleet_cont", "ids"))
                    .satisfies(thrown -> assertThat(thrown.problems()).hasSize(2))
                    .withMessageContaining("JED-705  There is no column 'fleet_cont'.")
                    .withMessageContaining("at RelationTest.java:")
                    .withMessageContaining("Near: fleet_count");
        }

        record Fleet(long fleetSize) {}

        @Test
        void inComponentsOfARecordAreTold() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.rows(Fleet.class))
                    .withMessageContaining(
                            "JED-705  There is no column 'fleet_size' for the component 'fleetSize' of Fleet.")
                    .withMessageContaining("id, location, fleet_count");
        }

        @Test
        void suchAsATextForANumberAreTold() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> companies.doubles("location"))
                    .withMessageContaining("Column 'location' is no number, but VARCHAR.")
                    .withMessageContaining("location::double");
        }

        @Test
        void suchAsATextThatIsNoNumberAreNotTakenForABadFile() {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation casting = duckdb.sql("select 'a parquet floor'::varchar as text")
                        .sql("select text::bigint as number from this");

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(casting::preview)
                        .withMessageContaining("JED-702")
                        .withMessageContaining("a parquet floor")
                        .withMessageContaining("try_cast");
            }
        }

        @Test
        void suchAsTwoEnginesAreTold() {
            try (DuckDb other = DuckDb.open()) {
                Relation foreign = other.relation(Id.class, List.of());

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> companies.sql("from x", named("x", foreign)))
                        .withMessageContaining("JED-711")
                        .withMessageContaining("'x' belongs to another DuckDB engine")
                        .withMessageContaining("DuckDb.ENGINE");
            }
        }

        @Test
        void suchAsReadingAfterTheEndAreTold() {
            DuckDb closed = DuckDb.open();
            Relation late = closed.sql("select 1 as id");
            closed.close();

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(late::count)
                    .withMessageContaining("JED-711")
                    .withMessageContaining("before the session closes");
        }

        @Test
        void suchAsAnExtensionThatIsNotThereAreNeverMendedByADownload() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> DUCKDB.sql("from read_xlsx('a.xlsx')"))
                    .withMessageContaining("JED-707")
                    .withMessageContaining("DuckDB's extension 'excel' is not loaded")
                    .withMessageContaining("'extensions' in conf/base/duckdb.yml");
        }
    }
}
