package dev.jedro.duckdb.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/** The only class that names DuckDB's. Public and with a public constructor, since it is made by name. */
public final class DuckDbDriver implements Driver {

    @Override
    public Connection connect(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        Connection connection = new DuckDBDriver().connect(url, properties);
        if (connection == null) {
            throw new IllegalStateException("DuckDB does not know the URL " + url);
        }
        return connection;
    }

    @Override
    public Connection duplicate(Connection connection) throws SQLException {
        return ((DuckDBConnection) connection).duplicate();
    }

    @Override
    public RowAppender appender(Connection connection, String schema, String table) throws SQLException {
        return new Appending(((DuckDBConnection) connection).createAppender(schema, table));
    }

    private record Appending(DuckDBAppender appender) implements RowAppender {

        @Override
        public void beginRow() throws SQLException {
            appender.beginRow();
        }

        @Override
        public void value(@Nullable Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof String text) {
                appender.append(text);
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Integer number) {
                appender.append(number.intValue());
            } else if (value instanceof Boolean truth) {
                appender.append(truth.booleanValue());
            } else if (value instanceof LocalDate date) {
                appender.append(date);
            } else if (value instanceof LocalDateTime time) {
                appender.append(time);
            } else {
                rareValue(value);
            }
        }

        private void rareValue(Object value) throws SQLException {
            if (value instanceof Float number) {
                appender.append(number.floatValue());
            } else if (value instanceof Short number) {
                appender.append(number.shortValue());
            } else if (value instanceof Byte number) {
                appender.append(number.byteValue());
            } else if (value instanceof BigDecimal number) {
                appender.append(number);
            } else if (value instanceof BigInteger number) {
                appender.append(number);
            } else if (value instanceof LocalTime time) {
                appender.append(time);
            } else if (value instanceof OffsetDateTime time) {
                appender.append(time);
            } else if (value instanceof UUID id) {
                appender.append(id);
            } else if (value instanceof byte[] bytes) {
                appender.append(bytes);
            } else if (value instanceof Collection<?> list) {
                appender.append(list);
            } else {
                throw new IllegalStateException("no column takes a " + value.getClass());
            }
        }

        @Override
        public void endRow() throws SQLException {
            appender.endRow();
        }

        @Override
        public void close() throws SQLException {
            appender.close();
        }
    }
}
