package dev.jedro.duckdb;

import java.lang.ref.Reference;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** A table in memory, beyond its limit on the disk, to which rows are added. Used by one thread. */
final class GrowingTable implements AutoCloseable {
    private final DuckDb engine;
    private final List<Column> columns;
    private final HeldTable table;

    /** Makes the table, empty. */
    GrowingTable(DuckDb engine, List<Column> columns) {
        this.engine = engine;
        this.columns = List.copyOf(columns);
        this.table = new HeldTable(engine.database());
        String definitions = columns.stream()
                .map(column -> Sql.name(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        try {
            engine.database().execute("create table " + table.sql() + " (" + definitions + ")");
        } catch (SQLException e) {
            throw engine.failure(e, List.of());
        }
    }

    List<Column> columns() {
        return columns;
    }

    <E extends Exception> void append(Database.Filling<E> filling) throws E {
        try {
            engine.database().append(table.name(), filling);
        } catch (SQLException e) {
            throw engine.failure(e, List.of());
        }
    }

    /** Adds the rows of a relation of the same engine and columns. */
    void append(Relation relation) {
        Query query = engine.flat(relation);
        try {
            engine.database()
                    .execute("insert into " + table.sql() + " " + query.with() + "select * from " + Query.RESULT);
        } catch (SQLException e) {
            throw engine.failure(e, relation.query().places());
        } finally {
            Reference.reachabilityFence(relation);
            Reference.reachabilityFence(query);
        }
    }

    /** The rows; to be read before rows are added or the table is closed. */
    Relation relation() {
        return new Relation(engine, Query.source("from " + table.sql(), table), columns);
    }

    /** Drops the table now, and not only when nothing uses it any more. */
    @Override
    public void close() {
        table.close();
    }
}
