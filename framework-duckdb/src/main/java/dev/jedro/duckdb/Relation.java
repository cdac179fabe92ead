package dev.jedro.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table that is not there yet: an immutable expression in SQL over files, tables and other relations. Making one computes nothing; it is
 * computed as one query when it is saved or read, each time anew, with all threads of the engine.
 *
 * <pre>{@code
 * static Relation preprocess(Relation companies) {
 *     return companies.sql("select id, iata_approved = 't' as iata_approved from this");
 * }
 *
 * static Relation join(Relation shuttles, Relation companies) {
 *     return shuttles.sql("select * from this join companies on company_id = companies.id", named("companies", companies));
 * }
 * }</pre>
 *
 * <p>The SQL is checked against the columns at once, so that a mistake is told at the line that made it. Rows keep the order of their
 * source, as far as SQL keeps it (a join or an aggregation does not, {@code order by} does). Since the source is read late, a relation shows
 * what its files hold when it is read: where a file may be rewritten meanwhile, or a costly relation is read several times, use {@link #cache}.
 * May be used by several threads, and only while its engine is open.
 */
public final class Relation {
    private final DuckDb engine;
    private final Query query;
    private final List<Column> columns;

    Relation(DuckDb engine, Query query, List<Column> columns) {
        this.engine = engine;
        this.query = query;
        this.columns = List.copyOf(columns);
    }

    /**
     * A relation under a name, for {@link #sql}.
     *
     * @param name as the SQL has it, any text; where it is no plain identifier the SQL must quote it
     */
    public static Named named(String name, Relation relation) {
        return new Named(name, relation);
    }

    /** A relation and the name that a piece of SQL has for it. */
    public record Named(String name, Relation relation) {
        public Named {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("name is empty");
            }
        }
    }

    /**
     * A relation made from this one by a query in DuckDB's SQL.
     *
     * @param sql one {@code select}, which calls this relation {@code this}
     * @param others the further relations that the SQL names; of the same engine
     * @throws dev.jedro.problem.JedroException if DuckDB does not understand the SQL, or a column or table is not there (JED-701)
     */
    public Relation sql(String sql, Named... others) {
        List<Named> sources = new ArrayList<>();
        sources.add(named("this", this));
        sources.addAll(List.of(others));
        return engine.query(sql, sources);
    }

    /** Only the rows for which a condition in SQL holds, for instance {@code price > 10}. */
    public Relation where(String condition) {
        return sql("select * from this where (\n" + condition + "\n)");
    }

    /** Only some columns, in the order given; at least one. */
    public Relation select(String... names) {
        List<String> wanted = List.of(names);
        Columns.require(this, wanted);
        return sql("select " + Sql.names(wanted) + " from this");
    }

    /** The columns, in order; known without reading rows. */
    public List<Column> columns() {
        return columns;
    }

    /** The engine that computes this relation, for making others beside it. */
    public DuckDb engine() {
        return engine;
    }

    /** How many rows there are; computes the relation. */
    public long count() {
        return engine.read("select count(*) from " + Query.RESULT, this, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    /** The first ten rows. */
    public Preview preview() {
        return preview(10);
    }

    /** The first rows, for people to look at. */
    public Preview preview(int most) {
        return engine.read(
                "select * from " + Query.RESULT + " limit " + Math.max(0, most),
                this,
                rows -> Preview.read(columns, rows));
    }

    /**
     * All rows as records. A component takes the column of its name, where {@code fleetCount} also finds {@code fleet_count}; further
     * columns are left out. NULL becomes null, or empty for an {@code Optional} component.
     *
     * @throws dev.jedro.problem.JedroException if a component has no column (JED-705), or a value does not fit (JED-706, with the row)
     */
    public <R extends Record> List<R> rows(Class<R> type) {
        return rows(RecordReader.of(type, columns));
    }

    /** All rows of a file as records; texts stand for other values, too. */
    <R extends Record> List<R> written(Class<R> type) {
        return rows(RecordReader.ofFile(type, columns));
    }

    private <R extends Record> List<R> rows(RecordReader<R> reader) {
        return engine.read(reader.sql(), this, rows -> {
            List<R> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return List.copyOf(all);
        });
    }

    /**
     * The rows as records, one by one: for more rows than the memory holds. Must be closed, and be read by one thread.
     *
     * @see #rows
     */
    public <R extends Record> Stream<R> stream(Class<R> type) {
        return RowStream.open(engine, this, RecordReader.of(type, columns));
    }

    /**
     * The numbers of one column; true is 1 and false is 0.
     *
     * @throws dev.jedro.problem.JedroException if it is not there (JED-705), no number, or NULL in some row (JED-706)
     */
    public double[] doubles(String column) {
        return Numbers.column(this, column);
    }

    /** The numbers of several columns, an array a row; see {@link #doubles(String)}. */
    public double[][] doubles(String first, String second, String... more) {
        List<String> names = new ArrayList<>(List.of(first, second));
        names.addAll(List.of(more));
        return doubles(names);
    }

    /** The numbers of the columns named, at least one, an array a row; see {@link #doubles(String)}. */
    public double[][] doubles(List<String> names) {
        return Numbers.rows(this, names);
    }

    /** The values of one column as texts; NULL is an empty text. */
    public List<String> strings(String column) {
        Columns.require(this, List.of(column));
        return engine.read(
                "select coalesce(" + Sql.name(column) + "::varchar, '') from " + Query.RESULT, this, rows -> {
                    List<String> all = new ArrayList<>();
                    while (rows.next()) {
                        all.add(rows.getString(1));
                    }
                    return List.copyOf(all);
                });
    }

    /**
     * Computes this relation now and keeps the rows in the engine, within its memory limit and beyond that on the disk, until nothing uses
     * them any more.
     */
    public Relation cache() {
        return engine.cache(this);
    }

    Query query() {
        return query;
    }

    /** The columns with their types. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Relation(");
        for (Column column : columns) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ");
            text.append(column.name()).append(' ').append(column.type());
        }
        return text.append(')').toString();
    }
}
