package dev.jedro.duckdb.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Appends rows to one table, value by value. Used by one thread. */
public interface RowAppender extends AutoCloseable {

    void beginRow() throws SQLException;

    /** The next value of the row, of the Java type that fits the column; null for NULL. */
    void value(@Nullable Object value) throws SQLException;

    void endRow() throws SQLException;

    /** Writes what is left and ends the appending. */
    @Override
    void close() throws SQLException;
}
