package dev.jedro.duckdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code jdbc:stalling:<url of DuckDB>} is that database, but its first row never arrives, as over a network that is deaf to interruption. */
final class StallingDriver implements Driver {
    final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        return acceptsURL(url)
                ? stalling(Connection.class, DriverManager.getConnection(url.substring("jdbc:stalling:".length())))
                : null;
    }

    private <T> T stalling(Class<T> kind, Object real) {
        return kind.cast(Proxy.newProxyInstance(
                StallingDriver.class.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "next" -> throw stall();
                        case "cancel" -> cancelled.countDown();
                        default -> {
                            /* as the real one */
                        }
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return switch (method.getName()) {
                            case "createStatement" -> stalling(Statement.class, result);
                            case "executeQuery" -> stalling(ResultSet.class, result);
                            default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private SQLException stall() {
        stalled.countDown();
        while (cancelled.getCount() > 0) {
            Thread.onSpinWait(); // a wait would hear of the interruption
        }
        return new SQLException("the statement was cancelled");
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:stalling:");
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
