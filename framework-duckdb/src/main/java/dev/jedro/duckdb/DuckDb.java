package dev.jedro.duckdb;

import dev.jedro.duckdb.Relation.Named;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An embedded DuckDB that computes relations. In a run there is one for the whole catalog, made by the datasets; a test or a script opens
 * its own:
 *
 * <pre>{@code
 * try (DuckDb duckdb = DuckDb.open()) {
 *     Relation companies = duckdb.relation(Company.class, List.of(new Company(1, "t")));
 *     assertThat(Nodes.preprocess(companies).rows(Clean.class)).containsExactly(new Clean(1, true));
 * }
 * }</pre>
 *
 * <p>Opening costs nothing; the database starts at the first query. Thread-safe.
 */
public final class DuckDb implements AutoCloseable {
    /** The engine of the session, for a node that takes no relation and makes one. It is that of the datasets; nodes do not close it. */
    public static final Resource<DuckDb> ENGINE = Resource.of("duckdb.engine", DuckDb.class);

    private final ProjectFolder folder;
    private final Database database;

    private DuckDb(DuckDbOptions options, Path root) {
        this.folder = new ProjectFolder(root);
        this.database = new Database(options, folder);
    }

    /** An engine with the settings that hold where nothing is given. */
    public static DuckDb open() {
        return open(DuckDbOptions.defaults());
    }

    public static DuckDb open(DuckDbOptions options) {
        return new DuckDb(options, Path.of("").toAbsolutePath());
    }

    /** An engine whose problems name files relative to a project. */
    static DuckDb open(DuckDbOptions options, Path root) {
        return new DuckDb(options, root);
    }

    /**
     * A relation made by a query in DuckDB's SQL; {@code from read_csv('a.csv')} is one too.
     *
     * @param sources the relations that the SQL names; of this engine
     * @throws JedroException if DuckDB does not understand the SQL, or a column or table is not there (JED-701)
     */
    public Relation sql(String sql, Named... sources) {
        return query(sql, List.of(sources));
    }

    /**
     * A relation that holds these rows. The columns are the record's components, {@code fleetCount} as {@code fleet_count}.
     *
     * @param rows may be empty; null and empty {@code Optional} components become NULL
     * @throws JedroException if a component's type is none that a column can hold (JED-710)
     */
    public <R extends Record> Relation relation(Class<R> type, Iterable<? extends R> rows) {
        RecordWriter writer = RecordWriter.of(type);
        return table(writer.columns(), appender -> {
            for (R row : rows) {
                writer.write(row, appender);
            }
        });
    }

    /** Frees all memory and removes what was spilled; relations of this engine cannot be read any more. */
    @Override
    public void close() {
        database.close();
    }

    /** A place in a file, as people know it; line 0 is the file as a whole. */
    Place place(Path file, int line) {
        return folder.place(file.toString(), line);
    }

    JedroException failure(SQLException e, List<Place> places) {
        return SqlFailure.whileRunning(e, places, folder);
    }

    JedroException failedFile(Path file, SQLException e) {
        return new JedroException(
                Problem.error(
                                DuckDbCode.DATABASE_FILE,
                                "The database file cannot be opened: " + SqlFailure.firstLine(e, folder))
                        .at(place(file, 0))
                        .fix("close the program that holds it, or correct 'filepath' if it is no DuckDB file"),
                e);
    }

    /** A query that a user wrote, though not in Java. */
    Relation written(WrittenSql sql) {
        requireOneThatReads(sql);
        String ownLines = "\n" + sql.text() + "\n";
        try {
            return new Relation(this, Query.source(ownLines, null), describe(ownLines));
        } catch (SQLException e) {
            throw failureOfWritten(e, sql);
        }
    }

    /** As {@link #written}, with the names of a database file; computed now, since DuckDB would look for them in the engine's own later. */
    Relation writtenFor(String attached, WrittenSql sql) {
        requireOneThatReads(sql);
        HeldTable table = new HeldTable(database);
        try (Connection connection = database.connect()) {
            String own = connection.getCatalog();
            database.execute(connection, "use " + Sql.name(attached));
            database.execute(connection, "create table " + Sql.name(own) + "." + table.sql() + " as\n" + sql.text());
        } catch (SQLException e) {
            throw failureOfWritten(e, sql);
        }
        return source("from " + table.sql(), table);
    }

    /** Before anything runs: DuckDB and drivers of other databases run several statements as they come. */
    void requireOneThatReads(WrittenSql sql) {
        sql.mistake().ifPresent(problem -> {
            throw new JedroException(sql.addTo(problem, 0, folder));
        });
    }

    private JedroException failureOfWritten(SQLException e, WrittenSql sql) {
        List<Place> places = sql.file().map(file -> place(file, 0)).stream().toList();
        return SqlFailure.isAboutSql(e) ? SqlFailure.inSql(e, sql, folder) : failure(e, places);
    }

    /** The problem with a query that another database has refused. */
    Problem placed(Problem problem, WrittenSql sql) {
        return sql.addTo(problem, 0, folder);
    }

    Database database() {
        return database;
    }

    /** Nothing of one engine can be read by another. */
    void requireOwn(String what, Relation relation) {
        if (relation.engine() != this) {
            throw new JedroException(CallSite.ofCaller()
                    .addTo(Problem.error(DuckDbCode.OTHER_ENGINE, what + " belongs to another DuckDB engine."))
                    .fix("make both with one engine, for instance relation.engine().relation(...)")
                    .fix("let the node take the session's engine, DuckDb.ENGINE"));
        }
    }

    Relation query(String sql, List<Named> sources) {
        String text = Sql.withoutEnd(sql);
        CallSite site = CallSite.ofCaller();
        sources.forEach(source -> requireOwn("The relation '" + source.name() + "'", source.relation()));
        List<Column> columns = bind(text, sources, site);
        return new Relation(this, new Query(text, withThis(sources), site, null), columns);
    }

    /** A query without sources is rendered as a source is, which would take its text unwrapped: give it one that it does not use. */
    private List<Named> withThis(List<Named> sources) {
        if (!sources.isEmpty()) {
            return sources;
        }
        Relation nothing = new Relation(this, Query.source("select 1 as nothing", null), List.of());
        return List.of(Relation.named("jedro:nothing", nothing));
    }

    /** A relation on a file or table, whose columns DuckDB is asked for. */
    Relation source(String sql, Object... held) {
        return new Relation(this, Query.source(sql, List.of(held)), source(sql));
    }

    private List<Column> source(String sql) {
        try {
            return describe(sql);
        } catch (SQLException e) {
            throw failure(e, List.of());
        }
    }

    /** The columns of a query, which is bound and not run. JDBC's own metadata would not tell the values of an ENUM. */
    private List<Column> describe(String select) throws SQLException {
        return database.query("select column_name, column_type from (describe " + select + "\n)", rows -> {
            List<Column> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new Column(rows.getString(1), rows.getString(2)));
            }
            return columns;
        });
    }

    /** Lets DuckDB check the SQL on empty tables of the right columns: no file is looked at, and the check costs less than a millisecond. */
    private List<Column> bind(String sql, List<Named> sources, CallSite site) {
        String with = sources.isEmpty()
                ? ""
                : sources.stream().map(DuckDb::emptyTable).collect(Collectors.joining(", ", "with ", " "));
        try {
            return describe(with + "select * from (\n" + sql + "\n)");
        } catch (SQLException e) {
            List<Column> known = sources.stream()
                    .flatMap(source -> source.relation().columns().stream())
                    .distinct()
                    .toList();
            throw SqlFailure.isAboutSql(e)
                    ? SqlFailure.inSql(e, site, known, folder)
                    : failure(e, site.place().stream().toList());
        }
    }

    private static String emptyTable(Named source) {
        return source.relation().columns().stream()
                .map(column -> "null::" + column.type() + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", ", Sql.name(source.name()) + " as (select ", " where false)"));
    }

    /** Computes a relation and reads from it; the {@code select} is from {@link Query#RESULT}. */
    <T> T read(String select, Relation relation, Database.Reading<T> reading) {
        Query query = flat(relation);
        try {
            return database.query(query.with() + select, reading);
        } catch (SQLException e) {
            throw failure(e, relation.query().places());
        } finally {
            Reference.reachabilityFence(relation);
            Reference.reachabilityFence(query);
        }
    }

    /** Computes a relation and writes it: {@code copy (...) to 'target' (options)}; returns the number of rows. */
    long copy(Relation relation, String target, String options) {
        Query query = flat(relation);
        String select = query.with() + "select * from " + Query.RESULT;
        try {
            return database.execute("copy (" + select + ") to " + Sql.text(target) + " (" + options + ")");
        } catch (SQLException e) {
            throw failure(e, relation.query().places());
        } finally {
            Reference.reachabilityFence(relation);
            Reference.reachabilityFence(query);
        }
    }

    /**
     * As {@link #copy}, for CSV and JSON. A query that fails while DuckDB writes one of these with several threads can leave it waiting for ever (seen with 2.0.0.1,
     * not with Parquet), so the rows are computed first, into a table that can spill.
     */
    long copyText(Relation relation, String target, String options) {
        return copy(cache(relation), target, options);
    }

    Relation cache(Relation relation) {
        return new Relation(this, stored(flat(relation), relation.query().places()), relation.columns());
    }

    /** A table of what the query gives now. */
    Query stored(Query query, List<Place> places) {
        HeldTable table = new HeldTable(database);
        try {
            database.execute("create table " + table.sql() + " as " + query.with() + "select * from " + Query.RESULT);
        } catch (SQLException e) {
            throw failure(e, places);
        } finally {
            Reference.reachabilityFence(query);
        }
        return Query.source("from " + table.sql(), table);
    }

    /** The relation's query; where very many stand above each other, some between are computed now. */
    Query flat(Relation relation) {
        Query query = relation.query();
        return query.depth() <= Query.DEEPEST ? query : new Flattening(this).of(query);
    }

    /** A relation on a new table of these columns, which is filled at once. */
    <E extends Exception> Relation table(List<Column> columns, Database.Filling<E> filling) throws E {
        GrowingTable table = new GrowingTable(this, columns);
        table.append(filling);
        return table.relation();
    }
}
