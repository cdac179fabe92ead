package dev.jedro.duckdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A driver like those that refuse transactions and tell in their failures all they know: {@code jdbc:telling:<url of DuckDB>} is that
 * database, any other cannot be reached.
 */
final class TellingDriver implements Driver {

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        String inner = url.substring("jdbc:telling:".length());
        if (inner.startsWith("jdbc:")) {
            return withoutTransactions(DriverManager.getConnection(inner));
        }
        throw new SQLException(
                "cannot log in as " + info.getProperty("user") + "\nwith " + info.getProperty("password") + " at "
                        + url,
                "28000",
                7,
                new IllegalStateException(
                        "no route to db.example.org for sales", new SQLException("token=t0ken&x a@b s3c/r@t")));
    }

    private static Connection withoutTransactions(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                TellingDriver.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAutoCommit")) {
                        throw new SQLException("this database has no transactions");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:telling:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
