package dev.jedro.duckdb.internal;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What this module needs of DuckDB beyond {@code java.sql}. Its implementation is loaded together with DuckDB's classes, perhaps by a class
 * loader of its own, so nothing else may name a class of {@code org.duckdb}.
 */
public interface Driver {

    /**
     * Opens a database.
     *
     * @param url for instance {@code jdbc:duckdb:}, a new one in memory
     */
    Connection connect(String url) throws SQLException;

    /** Another connection to the same database; cheap (about 10 microseconds). */
    Connection duplicate(Connection connection) throws SQLException;

    /** Appends rows to a table in bulk. */
    RowAppender appender(Connection connection, String schema, String table) throws SQLException;
}
