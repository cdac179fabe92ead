package dev.jedro.duckdb;

import dev.jedro.duckdb.internal.Driver;
import dev.jedro.duckdb.internal.NativeLibrary;
import dev.jedro.duckdb.internal.RowAppender;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One DuckDB in memory, opened at the first query. Each query has a connection of its own, so threads do not wait for each other, and a
 * statement of its own, since DuckDB closes a statement that failed.
 */
final class Database implements AutoCloseable {
    static final String SCHEMA = "main";

    /** What is done with an open result. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** What is done with an appender. */
    interface Filling<E extends Exception> {
        void fill(RowAppender rows) throws E, SQLException;
    }

    /**
     * A database file that is open.
     *
     * @param name of its catalog in SQL
     * @param writing held while a table is replaced: DuckDB refuses one of two that replace a table at a time
     */
    record AttachedFile(String name, ReentrantLock writing) {}

    private final DuckDbOptions options;
    private final ProjectFolder folder;
    private final InterruptWatch watch = new InterruptWatch();
    private final AtomicLong names = new AtomicLong();
    private final Map<Path, AttachedFile> attached = new ConcurrentHashMap<>();
    private @Nullable Connection first;
    private @Nullable SpillFolder spill;
    private boolean closed;

    Database(DuckDbOptions options, ProjectFolder folder) {
        this.options = options;
        this.folder = folder;
    }

    /** A name that no table of this database has had. */
    String newName(String prefix) {
        return prefix + "_" + names.incrementAndGet();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** A new connection, to be closed by the caller. */
    synchronized Connection connect() throws SQLException {
        if (closed) {
            throw new JedroException(
                    Problem.error(DuckDbCode.OTHER_ENGINE, "The DuckDB engine of this relation is closed.")
                            .fix("read or save the relation before the session closes"));
        }
        Driver driver = NativeLibrary.driver();
        Connection open = first;
        if (open == null) {
            open = driver.connect("jdbc:duckdb:");
            try {
                set(open);
            } catch (SQLException | RuntimeException e) {
                open.close();
                throw e;
            }
            first = open;
        }
        return driver.duplicate(open);
    }

    private void set(Connection connection) throws SQLException {
        SpillFolder spilled = SpillFolder.beneath(options.tempDirectory());
        try {
            setting(connection, "temp_directory", Sql.text(spilled.path().toString()));
            setting(connection, "memory_limit", Sql.text(options.memoryLimit().orElse("50%")));
            // The operating system keeps what was read of files; a second copy took 30 MB of 630 and saved no time.
            setting(connection, "enable_external_file_cache", "false");
            if (options.threads().isPresent()) {
                setting(
                        connection,
                        "threads",
                        Integer.toString(options.threads().get()));
            }
            for (Path extension : options.extensions()) {
                load(connection, extension);
            }
        } catch (SQLException | RuntimeException e) {
            spilled.close();
            throw e;
        }
        spill = spilled;
    }

    private void setting(Connection connection, String name, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set " + name + " = " + value);
        } catch (SQLException e) {
            throw new JedroException(
                    Problem.error(
                                    DuckDbCode.WRONG_SETTING,
                                    "DuckDB does not take " + value + " for '" + name + "': "
                                            + SqlFailure.firstLine(e, folder))
                            .fix("correct '" + name + "' in duckdb.yml, or leave it out"),
                    e);
        }
    }

    private void load(Connection connection, Path extension) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("load " + Sql.text(extension.toString()));
        } catch (SQLException e) {
            throw new JedroException(
                    Problem.error(
                                    DuckDbCode.WRONG_SETTING,
                                    folder.shown("The extension " + extension + " cannot be loaded: ")
                                            + SqlFailure.firstLine(e, folder))
                            .fix(
                                    "name under 'extensions' in duckdb.yml a file made for DuckDB's version and this platform"),
                    e);
        }
    }

    /** Cancels a statement, which may be one of another database, when the calling thread is interrupted; to be closed. */
    InterruptWatch.Watched watch(Statement statement) {
        return watch.over(statement);
    }

    /** Runs a query and reads its result; the thread's interruption cancels it. */
    <T> T query(String sql, Reading<T> reading) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                InterruptWatch.Watched watched = watch.over(statement)) {
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reading.read(rows);
            } catch (SQLException e) {
                throw watched.orInterrupted(e);
            }
        }
    }

    /** Runs one statement that gives no rows, or whose rows do not matter; returns the rows it changed or wrote. */
    long execute(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return execute(connection, sql);
        }
    }

    long execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                InterruptWatch.Watched watched = watch.over(statement)) {
            try {
                statement.execute(sql);
                return Math.max(0, statement.getLargeUpdateCount());
            } catch (SQLException e) {
                throw watched.orInterrupted(e);
            }
        }
    }

    /** Opens a result that is read later; its rows are computed while they are read. */
    Cursor open(String sql) throws SQLException {
        try {
            return Cursor.open(connect(), watch, sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("Invalid result set")) {
                // DuckDB has lost the message of a streamed query that fails at once; not streamed, it fails as soon
                // and tells why.
                query(sql, rows -> 0);
            }
            throw e;
        }
    }

    /** A database file, opened for reading and writing at the first call. */
    AttachedFile attached(Path file, BiFunction<Path, SQLException, JedroException> failed) {
        return attached.computeIfAbsent(file, path -> {
            String name = newName("jedro_file");
            boolean fixed = Files.exists(path) && !Files.isWritable(path);
            try {
                execute("attach " + Sql.text(path.toString()) + " as " + Sql.name(name)
                        + (fixed ? " (read_only)" : ""));
            } catch (SQLException e) {
                throw failed.apply(path, e);
            }
            return new AttachedFile(name, new ReentrantLock());
        });
    }

    /** Fills a table that is there. */
    <E extends Exception> void append(String table, Filling<E> filling) throws E, SQLException {
        try (Connection connection = connect();
                RowAppender rows = NativeLibrary.driver().appender(connection, SCHEMA, table)) {
            filling.fill(rows);
        }
    }

    /** Ends all queries, frees the memory and removes what was spilled. */
    @Override
    public synchronized void close() {
        closed = true;
        watch.close();
        try {
            if (first != null) {
                first.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not close", e);
        } finally {
            if (spill != null) {
                spill.close();
            }
        }
    }
}
