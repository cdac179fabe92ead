package dev.jedro.duckdb;

import java.lang.ref.Reference;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The rows of a relation as a stream of records, computed while it is read. */
final class RowStream<R extends Record> extends AbstractSpliterator<R> {
    private final Relation relation;
    private final Query query;
    private final RecordReader<R> reader;
    private final Cursor cursor;

    private RowStream(Relation relation, Query query, RecordReader<R> reader, Cursor cursor) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.relation = relation;
        this.query = query;
        this.reader = reader;
        this.cursor = cursor;
    }

    static <R extends Record> Stream<R> open(DuckDb engine, Relation relation, RecordReader<R> reader) {
        Query query = engine.flat(relation);
        try {
            Cursor cursor = engine.database().open(query.with() + reader.sql());
            RowStream<R> rows = new RowStream<>(relation, query, reader, cursor);
            return StreamSupport.stream(rows, false).onClose(rows::close);
        } catch (SQLException e) {
            throw engine.failure(e, relation.query().places());
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        R row;
        try {
            if (!cursor.next()) {
                return false;
            }
            row = reader.read(cursor.rows());
        } catch (SQLException e) {
            throw relation.engine().failure(e, relation.query().places());
        }
        action.accept(row);
        return true;
    }

    private void close() {
        try {
            cursor.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the result does not close", e);
        } finally {
            Reference.reachabilityFence(query);
        }
    }
}
