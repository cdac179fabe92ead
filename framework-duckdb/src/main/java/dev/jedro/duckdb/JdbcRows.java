package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a relation into a table of another database, many at a time. */
final class JdbcRows {
    private static final int BATCH = 1000;

    private final Connection connection;
    private final Relation relation;

    JdbcRows(Connection connection, Relation relation) {
        this.connection = connection;
        this.relation = relation;
    }

    /**
     * @param columns the table's own ones of the relation's columns, in their order
     * @return the number of rows
     */
    long insertInto(JdbcTable table, List<Column> columns) throws SQLException {
        String names =
                columns.stream().map(column -> table.quoted(column.name())).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String sql = "insert into " + table.sql() + " (" + names + ") values (" + places + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql);
                InterruptWatch.Watched watched = relation.engine().database().watch(insert);
                Cursor cursor = open()) {
            long count = 0;
            while (next(cursor)) {
                watched.throwIfInterrupted();
                for (int i = 1; i <= columns.size(); i++) {
                    insert.setObject(i, value(cursor, i, columns.get(i - 1).type()));
                }
                insert.addBatch();
                if (++count % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            if (count % BATCH != 0) {
                insert.executeBatch();
            }
            return count;
        } finally {
            Reference.reachabilityFence(relation);
        }
    }

    /** What fails here is the engine, not the other database. */
    private Cursor open() {
        Query query = relation.engine().flat(relation);
        try {
            return relation.engine().database().open(query.with() + "select * from " + Query.RESULT);
        } catch (SQLException e) {
            throw relation.engine().failure(e, relation.query().places());
        }
    }

    private boolean next(Cursor cursor) {
        try {
            return cursor.next();
        } catch (SQLException e) {
            throw relation.engine().failure(e, relation.query().places());
        }
    }

    private @Nullable Object value(Cursor cursor, int column, String type) {
        try {
            Object value = Values.at(cursor.rows(), column);
            if (value instanceof BigInteger whole) {
                return new BigDecimal(whole);
            } else if (value instanceof Blob blob) {
                return blob.getBytes(1, Math.toIntExact(blob.length()));
            } else if (value instanceof UUID) {
                return type.equalsIgnoreCase("uuid") ? value : value.toString();
            } else if (value instanceof Array || value instanceof Struct || value instanceof Map) {
                throw new JedroException(nested(relation.columns().get(column - 1)));
            }
            return value;
        } catch (SQLException e) {
            throw relation.engine().failure(e, relation.query().places());
        }
    }

    /** What no column of another database takes. */
    static Problem nested(Column column) {
        return Problem.error(
                        DuckDbCode.JDBC_TABLE,
                        "The column '" + column.name() + "' is " + column.type()
                                + ", which Jedro does not write to other databases.")
                .fix("make a text of it: a String in the record, or in SQL  to_json(" + column.name() + ")::varchar");
    }
}
