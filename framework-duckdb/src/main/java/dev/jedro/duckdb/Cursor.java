package dev.jedro.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An open result with all that must be closed after it. Read by one thread. */
record Cursor(Connection connection, Statement statement, InterruptWatch.Watched watched, ResultSet rows)
        implements AutoCloseable {

    static Cursor open(Connection connection, InterruptWatch watch, String sql) throws SQLException {
        try {
            // Only here: see Database.open for what it costs.
            try (Statement setting = connection.createStatement()) {
                setting.execute("set jdbc_stream_results = true");
            }
            Statement statement = connection.createStatement();
            InterruptWatch.Watched watched = watch.over(statement);
            boolean opened = false;
            try {
                Cursor cursor = new Cursor(connection, statement, watched, statement.executeQuery(sql));
                opened = true;
                return cursor;
            } catch (SQLException e) {
                throw watched.orInterrupted(e);
            } finally {
                if (!opened) {
                    watched.close();
                }
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Moves to the next row; false at the end. */
    boolean next() throws SQLException {
        watched.throwIfInterrupted();
        try {
            return rows.next();
        } catch (SQLException e) {
            throw watched.orInterrupted(e);
        }
    }

    @Override
    public void close() throws SQLException {
        watched.close();
        try {
            rows.close();
            statement.close();
        } finally {
            connection.close();
        }
    }
}
