package dev.jedro.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jedro.problem.JedroException;
import dev.jedro.spark.LocalSpark;
import dev.jedro.spark.OnTheEngine;
import dev.jedro.spark.OnTheServer;
import dev.jedro.spark.RemoteSpark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnTheEngine
@OnTheServer
class SparkRowsTest {
    private final SparkSession spark = LocalSpark.session();

    enum Kind {
        ROCK,
        GAS_GIANT
    }

    record Moon(String name, double radiusKm, Optional<Instant> found) {}

    record Numbers(
            byte tiny,
            short small,
            int whole,
            long big,
            float real,
            double precise,
            BigDecimal money,
            BigInteger huge,
            boolean truth,
            char letter) {}

    record Times(
            LocalDate day, LocalTime time, LocalDateTime local, Instant moment, OffsetDateTime offset, Duration span) {}

    record Planet(
            String name,
            @Nullable Integer moons,
            Kind kind,
            Optional<String> mission,
            OptionalInt rings,
            OptionalLong mass,
            OptionalDouble albedo,
            List<Moon> known,
            Map<Kind, Moon> byKind,
            Set<Long> years,
            Optional<List<Kind>> kinds,
            UUID id,
            URI page) {}

    private static Planet planet(Instant found) {
        Moon io = new Moon("Io", 1821.6, Optional.of(found));
        return new Planet(
                "Jupiter",
                95,
                Kind.GAS_GIANT,
                Optional.of("Juno"),
                OptionalInt.of(4),
                OptionalLong.of(5),
                OptionalDouble.of(0.5),
                List.of(io, new Moon("Europa", 1560.8, Optional.empty())),
                Map.of(Kind.ROCK, io),
                Set.of(1610L),
                Optional.of(List.of(Kind.ROCK)),
                UUID.fromString("6c84fb90-12c4-11e1-840d-7b25c5ee775a"),
                URI.create("https://example.org/jupiter"));
    }

    /** By the engine in this process and by a server, which must not differ. */
    private <R extends Record> List<R> thereAndBack(Class<R> type, List<R> records) {
        List<R> here = SparkRows.read(SparkRows.of(spark, type, records), type);
        Dataset<Row> there = SparkRows.of(RemoteSpark.session(), type, records);
        assertThat(SparkRows.read(there, type)).isEqualTo(here);
        try (Stream<R> streamed = SparkRows.stream(there, type, records.size())) {
            assertThat(streamed).isEqualTo(here);
        }
        return here;
    }

    @Nested
    class ThereAndBack {

        @Test
        void keepsNumbers() {
            List<Numbers> numbers = List.of(
                    new Numbers(
                            (byte) -128,
                            Short.MAX_VALUE,
                            Integer.MIN_VALUE,
                            Long.MAX_VALUE,
                            1.5f,
                            Math.PI,
                            new BigDecimal("-12345678901234567890.123456789012345678"),
                            BigInteger.TEN.pow(38).subtract(BigInteger.ONE),
                            true,
                            'ß'),
                    new Numbers(
                            (byte) 0,
                            (short) 0,
                            0,
                            0,
                            Float.NaN,
                            Double.NEGATIVE_INFINITY,
                            BigDecimal.ZERO.setScale(18),
                            BigInteger.ZERO,
                            false,
                            ' '));

            assertThat(thereAndBack(Numbers.class, numbers)).isEqualTo(numbers);
        }

        @Test
        void keepsTimesOfLongAgoAndOfHoursThatComeTwice() {
            List<Times> times = Stream.of("2026-10-25T00:30:00.123456Z", "1850-02-03T04:05:06Z", "1001-02-03T04:05:06Z")
                    .map(Instant::parse)
                    .map(moment -> new Times(
                            LocalDate.ofInstant(moment, java.time.ZoneOffset.UTC),
                            LocalTime.of(16, 40),
                            LocalDateTime.parse("2026-03-29T02:30:00.123456"),
                            moment,
                            moment.atOffset(java.time.ZoneOffset.UTC),
                            Duration.ofMillis(90_500)))
                    .toList();

            assertThat(thereAndBack(Times.class, times)).isEqualTo(times);
        }

        @Test
        void cutsNanosecondsExceptOfTheTimeOfDay() {
            record Fine(Instant moment, LocalDateTime local, Duration span, LocalTime time) {}
            LocalDateTime local = LocalDateTime.parse("2026-11-29T10:00:00.123456789");
            LocalDateTime kept = LocalDateTime.parse("2026-11-29T10:00:00.123456");
            Duration span = Duration.ofNanos(123_456_789);

            Fine fine = new Fine(local.toInstant(ZoneOffset.UTC), local, span, local.toLocalTime());
            assertThat(SparkRows.read(SparkRows.of(spark, List.of(fine)), Fine.class))
                    .containsExactly(new Fine(
                            kept.toInstant(ZoneOffset.UTC), kept, Duration.ofNanos(123_456_000), local.toLocalTime()));
        }

        @Test
        void refusesDaysThatWouldBeOthers() {
            record Day(LocalDate day) {}
            record Moment(Instant moment) {}

            for (String day : List.of("1582-10-05", "1582-10-14", "-0001-01-01")) {
                assertThatExceptionOfType(JedroException.class)
                        .as(day)
                        .isThrownBy(() -> thereAndBack(Day.class, List.of(new Day(LocalDate.parse(day)))))
                        .withMessageContaining("no day from 1582-10-05");
            }
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() ->
                            thereAndBack(Moment.class, List.of(new Moment(Instant.parse("1582-10-10T12:00:00Z")))))
                    .withMessageContaining("no day from 1582-10-05");
            List<Day> kept = Stream.of("1582-10-04", "1582-10-15", "0001-01-01")
                    .map(LocalDate::parse)
                    .map(Day::new)
                    .toList();
            assertThat(thereAndBack(Day.class, kept)).isEqualTo(kept);
        }

        @Test
        void keepsListsMapsAndRecordsWithinRecords() {
            Planet known = planet(Instant.parse("1610-01-08T20:00:00Z"));
            Planet unknown = new Planet(
                    "Planet Nine",
                    null,
                    Kind.ROCK,
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalLong.empty(),
                    OptionalDouble.empty(),
                    List.of(),
                    Map.of(),
                    Set.of(),
                    Optional.empty(),
                    known.id(),
                    known.page());

            assertThat(thereAndBack(Planet.class, List.of(known, unknown))).containsExactly(known, unknown);
        }

        @Test
        void keepsTheColumnsOfNoRows() {
            Dataset<Row> none = SparkRows.of(spark, Moon.class, List.of());

            assertThat(none.schema().toDDL()).isEqualTo("name STRING,radius_km DOUBLE NOT NULL,found TIMESTAMP");
            assertThat(SparkRows.read(none, Moon.class)).isEmpty();
        }
    }

    @Nested
    class WhatComesFromElsewhere {

        @Test
        void findsColumnsByTheSpellingOfFilesAndConvertsWithoutLoss() {
            record Visit(int shuttleId, @Nullable Long passengers, BigDecimal price, Instant at, LocalDateTime local) {}
            Dataset<Row> rows = spark.sql("select 7L as `Shuttle ID`, 2.0d as passengers, 12.50 as price, 'x' as other,"
                    + " timestamp_ntz'2026-01-01 00:00:00' as local, timestamp'2026-01-01 00:00:00Z' as at");

            assertThat(SparkRows.read(rows, Visit.class))
                    .containsExactly(new Visit(
                            7,
                            2L,
                            new BigDecimal("12.50"),
                            Instant.parse("2026-01-01T00:00:00Z"),
                            LocalDateTime.parse("2026-01-01T00:00:00")));
        }

        @Test
        void givesTheDayAndTimeThatTheSessionShows() {
            record Started(LocalDateTime at) {}
            SparkSession tokyo = spark.newSession();
            tokyo.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");

            assertThat(SparkRows.read(tokyo.sql("select timestamp'2026-01-01 09:00:00+09:00' as at"), Started.class))
                    .containsExactly(new Started(LocalDateTime.parse("2026-01-01T09:00:00")));
        }

        @Test
        void namesEachMissingColumnAndWhatWasPerhapsMeant() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.read(
                            spark.sql("select 'Io' name, 1.0 radius, 2 as `FOUND`, 3 as found_"), Moon.class))
                    .withMessageContaining(
                            "JED-786  There is no column 'radius_km' for the component 'radiusKm' of Moon.")
                    .withMessageContaining("Near: radius")
                    .withMessageContaining("Try:  use one of the columns that there are: name, radius, FOUND, found_")
                    .withMessageContaining(
                            "JED-786  There is more than one column 'found' for the component 'found' of Moon.");
        }

        @Test
        void namesTheRowThatDoesNotBind() {
            Dataset<Row> rows = spark.range(10)
                    .selectExpr("string(id) as name", "nullif(id, 3) as radius_km", "current_timestamp() as found");

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.read(rows, Moon.class))
                    .withMessageContaining(
                            "JED-787  A row does not bind to Moon: row 4, column 'radius_km': NULL is no double")
                    .withMessageContaining("Try:  change the record's component, or the column");
            record Small(byte id) {}
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.read(spark.range(1000), Small.class))
                    .withMessageContaining("row 129, column 'id': 128 does not fit into byte");
        }
    }

    @Nested
    class Limits {

        @Test
        void takesOneRowMoreThanTheLimitAndNoneOfTheRest() {
            Dataset<Row> rows = spark.range(0, 1_000_000_000_000L, 1, 1).toDF();
            record Id(long id) {}

            assertThat(SparkRows.read(rows.limit(10), Id.class, 10)).hasSize(10);
            for (boolean streams : List.of(true, false)) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> {
                            if (streams) {
                                SparkRows.stream(rows, Id.class, 10).toList();
                            } else {
                                SparkRows.read(rows, Id.class, 10);
                            }
                        })
                        .withMessageContaining("JED-785  There are more than 10 rows")
                        .withMessageContaining("('max_rows')")
                        .withMessageContaining("set 'max_rows: 100'");
            }
        }

        @Test
        void handsOverRecordsWithoutAJob() throws Exception {
            AtomicInteger jobs = new AtomicInteger();
            SparkListener counter = new SparkListener() {
                @Override
                public void onJobStart(SparkListenerJobStart start) {
                    jobs.incrementAndGet();
                }
            };
            spark.sparkContext().addSparkListener(counter);
            try {
                Dataset<Row> moons = SparkRows.of(spark, List.of(new Moon("Io", 1821.6, Optional.empty())));
                Dataset<Row> large = moons.where("radius_km > 1000")
                        .join(moons, "name")
                        .groupBy("name")
                        .count();
                spark.sparkContext().listenerBus().waitUntilEmpty();
                assertThat(jobs).hasValue(0);
                assertThat(large.count()).isEqualTo(1);
                spark.sparkContext().listenerBus().waitUntilEmpty();
                assertThat(jobs.get()).isPositive();
            } finally {
                spark.sparkContext().removeSparkListener(counter);
            }
        }
    }

    @Nested
    class BadRecords {

        @Test
        void tellsEachComponentThatNoColumnCanHold() {
            record Bad(Thread thread, List<Object> things, Optional<Bad> self, int fine) {}

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.schema(Bad.class))
                    .withMessageContaining(
                            "JED-788  No column of Spark can hold the component 'thread' of Bad, a Thread.")
                    .withMessageContaining("'things' of Bad, a List<Object>, because of Object.")
                    .withMessageContaining("'self' of Bad, a Optional<Bad>, because of Bad.")
                    .withMessageContaining("Try:  use a number, boolean, String");
        }

        @Test
        void tellsComponentsThatBecomeOneColumn() {
            record Twice(int orderId, String name, long order_id) {}
            record Around(Optional<Twice> inner) {}

            for (Class<? extends Record> type : List.of(Twice.class, Around.class)) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> SparkRows.schema(type))
                        .withMessageContaining(
                                "JED-788  The components 'orderId' and 'order_id' of Twice are one column, 'order_id'.")
                        .withMessageContaining("Try:  rename one of them");
            }
        }

        @Test
        void tellsTheNumberOfARecordThatIsNull() {
            List<@Nullable Moon> moons = Arrays.asList(new Moon("Io", 1821.6, Optional.empty()), null);

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.of(spark, moons))
                    .withMessageContaining("JED-325  Element 2 is null")
                    .withMessageContaining("Try:  leave it out, or put a record in its place");
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.of(spark, Arrays.<@Nullable Moon>asList((Moon) null)))
                    .withMessageContaining("JED-325  Element 1 is null");
        }

        @Test
        void refusesDigitsThatWouldBeLost() {
            record Price(String of, BigDecimal price) {}
            List<Price> prices = List.of(new Price("a", BigDecimal.ONE), new Price("b", new BigDecimal("1e-19")));

            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.of(spark, prices))
                    .withMessageContaining("JED-789  Record 2 of Price, column 'price'")
                    .withMessageContaining("Try:  round the number");
        }

        @Test
        void asksForTheRecordOfAnEmptyList() {
            assertThatExceptionOfType(JedroException.class)
                    .isThrownBy(() -> SparkRows.of(spark, List.<Moon>of()))
                    .withMessageContaining("JED-791")
                    .withMessageContaining("SparkRows.of(session, Planet.class, planets)");
        }

        @Test
        void spellsColumnsLikeFiles() {
            assertThat(SparkRows.schema(Moon.class).fieldNames()).containsExactly("name", "radius_km", "found");
            assertThat(SparkRows.schema(Numbers.class).apply("money").dataType())
                    .isEqualTo(DataTypes.createDecimalType(38, 18));
        }
    }
}
