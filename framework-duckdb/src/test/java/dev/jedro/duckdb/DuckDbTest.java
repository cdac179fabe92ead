package dev.jedro.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
    @TempDir
    Path folder;

    record Id(long id) {}

    @Nested
    class Closed {

        /** A query that runs until it is cancelled. */
        private static final String ENDLESS =
                "select sum(a.range * b.range) as id from range(10000000) a, range(10000000) b";

        @Test
        @Timeout(60)
        void endsTheQueriesThatRun() throws Exception {
            DuckDb duckdb = DuckDb.open();
            Relation endless = duckdb.sql(ENDLESS);
            CompletableFuture<Object> ended = new CompletableFuture<>();
            Thread worker = new Thread(() -> {
                try {
                    ended.complete(endless.doubles("id"));
                } catch (RuntimeException e) {
                    ended.complete(e);
                }
            });
            worker.start();
            while (!Interrupted.executes(worker)) {
                assertThat(ended).isNotDone();
                Thread.onSpinWait();
            }

            duckdb.close();

            assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(JedroException.class);
        }

        @Test
        void watchesOverNoQueryThatCouldNotBegin() throws Exception {
            Statement failing = (Statement) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("executeQuery")) {
                            throw new IllegalStateException("broken driver");
                        }
                        return method.getReturnType() == boolean.class ? false : null;
                    });
            Connection connection = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> method.getName().equals("createStatement") ? failing : null);
            try (InterruptWatch watch = new InterruptWatch()) {
                assertThatThrownBy(() -> Cursor.open(connection, watch, "select 1"))
                        .hasMessage("broken driver");
                assertThat(watch.watching()).isZero();
            }
        }
    }

    @Nested
    class Interrupted {
        /** Waits for a moment in the life of a thread. */
        private interface Until {
            void await(Thread worker) throws Exception;
        }

        private static final String LONG =
                "select sum(a.range * b.range) as id from range(10000000) a, range(10000000) b";

        /** Interrupts the work when DuckDB executes its query, and returns what it threw. */
        private Throwable interrupt(Runnable work) throws Exception {
            return interrupt(work, worker -> {
                while (!executes(worker)) {
                    if (!worker.isAlive()) {
                        throw new AssertionError("it ended");
                    }
                    Thread.onSpinWait();
                }
            });
        }

        private static boolean executes(Thread worker) {
            return Arrays.stream(worker.getStackTrace())
                    .anyMatch(frame -> frame.isNativeMethod()
                            && frame.getClassName().startsWith("org.duckdb.")
                            && frame.getMethodName().contains("execute"));
        }

        private Throwable interrupt(Runnable work, Until moment) throws Exception {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread worker = new Thread(() -> {
                try {
                    work.run();
                    thrown.complete(new AssertionError("it ended"));
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
                if (!Thread.currentThread().isInterrupted()) {
                    thrown.obtrudeValue(new AssertionError("the thread is not interrupted any more"));
                }
            });
            worker.start();
            moment.await(worker);
            worker.interrupt();
            long start = System.nanoTime();
            Throwable result = thrown.get(30, TimeUnit.SECONDS);
            worker.join();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            return result;
        }

        @Test
        @Timeout(60)
        void endsAQuery() throws Exception {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation endless = duckdb.sql(LONG);

                assertThat(interrupt(() -> endless.doubles("id"))).isInstanceOf(CancellationException.class);
                assertThat(duckdb.sql("select 1 as id").count()).isOne();
            }
        }

        @Test
        @Timeout(60)
        void endsAQueryOfAnotherDatabase() throws Exception {
            try (OpenCatalog catalog = TestCatalog.open(
                    folder,
                    Map.of("data", Map.of("type", "duckdb.Query", "credentials", "db", "sql", LONG)),
                    Map.of("db", Map.of("url", "jdbc:duckdb:")),
                    Map.of())) {
                assertThat(interrupt(() -> catalog.load("data", Relation.class)).toString())
                        .contains("The query was interrupted");
            }
        }

        @Test
        @Timeout(60)
        void endsASaveAndLeavesTheOldFile() throws Exception {
            Files.writeString(folder.resolve("a.parquet"), "old");
            try (OpenCatalog catalog = TestCatalog.open(
                            folder, Map.of("data", Map.of("type", "duckdb.Parquet", "filepath", "a.parquet")));
                    DuckDb duckdb = DuckDb.open()) {
                Relation endless = duckdb.sql("select a.range as id from range(10000000) a, range(10000000) b");

                interrupt(() -> catalog.save("data", Relation.class, endless));
            }
            assertThat(folder.resolve("a.parquet")).hasContent("old");
            assertThat(folder.toFile().list()).containsExactly("a.parquet");
        }

        @Test
        @Timeout(60)
        void endsAStream() throws Exception {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation endless = duckdb.sql("select range as id from range(1000000000000)");

                CountDownLatch reads = new CountDownLatch(5000);

                assertThat(interrupt(
                                () -> {
                                    try (Stream<Id> rows = endless.stream(Id.class)) {
                                        rows.forEach(row -> reads.countDown());
                                    }
                                },
                                worker -> reads.await()))
                        .isInstanceOf(CancellationException.class);
            }
        }

        @Test
        void beginsNothing() {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation one = duckdb.sql("select 1 as id");
                Thread.currentThread().interrupt();

                assertThatExceptionOfType(CancellationException.class).isThrownBy(one::count);
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void isUsedByManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DuckDb duckdb = DuckDb.open()) {
            Relation shared = duckdb.sql("select range as id from range(20000)");
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int modulus = i + 1;
                counts.add(threads.submit(() -> {
                    Relation own = duckdb.relation(Id.class, List.of(new Id(modulus)));
                    return shared.sql(
                                    "select this.id from this, own where this.id % own.id = 0",
                                    Relation.named("own", own))
                            .cache()
                            .count();
                }));
            }
            for (int i = 0; i < counts.size(); i++) {
                assertThat(counts.get(i).get()).isEqualTo((20_000 + i) / (i + 1));
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    @Nested
    class Cached {

        @Test
        void relationsAreComputedOnce() throws IOException {
            try (DuckDb duckdb = DuckDb.open()) {
                Path file = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
                Relation late = duckdb.sql("select * from read_csv(" + Sql.text(file.toString()) + ")");
                Relation cached = late.cache();
                Files.writeString(file, "id\n1\n2\n");

                assertThat(cached.count()).isOne();
                assertThat(late.count()).isEqualTo(2);
            }
        }

        @Test
        @Timeout(60)
        void rowsAreFreedWhenNothingUsesThem() throws Exception {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation cached =
                        duckdb.sql("select range as id from range(10)").cache();
                Relation user = cached.where("id > 5");
                cached = null;
                System.gc();
                assertThat(user.count()).isEqualTo(4);
                assertThat(tables(duckdb)).isOne();
                user = null;
                while (tables(duckdb)
                        > 0) { // ends with an exception when the time is up: a query refuses an interrupted thread
                    System.gc();
                }
            }
        }

        private long tables(DuckDb duckdb) throws Exception {
            return duckdb.database().query("select count(*) from duckdb_tables()", rows -> {
                rows.next();
                return rows.getLong(1);
            });
        }
    }

    @Nested
    class Settings {

        private DuckDbOptions options(String limit) {
            return new DuckDbOptions(Optional.of(limit), Optional.of(1), Optional.of(folder), List.of());
        }

        @Test
        void limitTheMemoryAndSpillToAFolderThatIsRemoved() {
            try (DuckDb duckdb = DuckDb.open(options("60MB"))) {
                Relation cached = duckdb.sql(
                                "select range as id, hash(range)::varchar || repeat('x', 40) as text from range(2000000)")
                        .cache();

                assertThat(folder.toFile().list()).hasSize(1);
                assertThat(cached.where("id % 1000 = 0").count()).isEqualTo(2000);
            }
            assertThat(folder).isEmptyDirectory();
        }

        @Test
        void tellWhatToDoWhenThereIsNoRoom() {
            try (DuckDb duckdb = DuckDb.open(options("10MB"))) {
                Relation wide = duckdb.sql("select list(range) as l from range(20000000)");

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(wide::cache)
                        .withMessageContaining("JED-708")
                        .withMessageContaining("raise 'memory_limit'");
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void tellADiskThatIsFull() {
            try (DuckDb duckdb = DuckDb.open()) {
                Relation some = duckdb.sql("select range as id from range(200000)");

                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> duckdb.copy(some, "/dev/full", "format csv"))
                        .withMessageContaining("JED-708")
                        .withMessageContaining("The disk is full.")
                        .withMessageContaining("make room on the disk where the dataset is saved")
                        .withMessageNotContaining("memory_limit");
            }
        }

        @Test
        void areHalfOfTheMemoryUnlessGiven() throws Exception {
            try (DuckDb given = DuckDb.open(options("123MB").withMemoryLimit("1GB"));
                    DuckDb duckdb = DuckDb.open();
                    DuckDb whole = DuckDb.open(DuckDbOptions.defaults().withMemoryLimit("100%"))) {
                assertThat(setting(given, "memory_limit")).isEqualTo(953.6, org.assertj.core.data.Offset.offset(1.0));
                assertThat(setting(given, "threads")).isOne();
                assertThat(setting(duckdb, "memory_limit"))
                        .isEqualTo(setting(whole, "memory_limit") / 2, org.assertj.core.data.Offset.offset(0.2));
            }
        }

        private double setting(DuckDb duckdb, String name) throws Exception {
            return duckdb.database()
                    .query(
                            "select regexp_extract(current_setting('" + name + "')::varchar, '[0-9.]+')::double",
                            rows -> {
                                rows.next();
                                return rows.getDouble(1);
                            });
        }

        @Test
        void thatAreWrongAreToldWithTheirLine() throws IOException {
            Files.writeString(folder.resolve("a.csv"), "a\n1\n");
            Map<String, Object> entry = Map.of("data", Map.of("type", "duckdb.Csv", "filepath", "a.csv"));
            try (OpenCatalog catalog = TestCatalog.open(folder, entry, Map.of(), Map.of("memory_limit", "lots"))) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> catalog.load("data", Relation.class))
                        .withMessageContaining("JED-709")
                        .withMessageContaining("'memory_limit'")
                        .withMessageContaining("duckdb.yml");
            }
            try (OpenCatalog catalog = TestCatalog.open(folder, entry, Map.of(), Map.of("thread", 2))) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> catalog.load("data", Relation.class))
                        .withMessageContaining("'thread'")
                        .withMessageContaining("threads")
                        .withMessageContaining("conf/base/duckdb.yml");
            }
            try (OpenCatalog catalog = TestCatalog.open(
                    folder, entry, Map.of(), Map.of("extensions", List.of("lib/none.duckdb_extension")))) {
                assertThatExceptionOfType(JedroException.class)
                        .isThrownBy(() -> catalog.load("data", Relation.class))
                        .withMessageContaining("JED-709")
                        .withMessageContaining("none.duckdb_extension cannot be loaded");
            }
        }
    }
}
