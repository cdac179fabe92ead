package dev.jedro.duckdb;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.Secret;
import dev.jedro.duckdb.internal.RowAppender;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Another database. What a query gives is copied row by row into the engine.
 *
 * @param url a JDBC URL
 * @param user may be missing
 * @param password may be missing
 */
record JdbcSource(Secret url, Optional<Secret> user, Optional<Secret> password) {
    private static final int FETCH_SIZE = 10_000;

    static JdbcSource of(ConfigMap credentials) {
        return Binder.bind(credentials, JdbcSource.class);
    }

    Relation query(String sql, DuckDb engine) {
        Properties properties = new Properties();
        user.ifPresent(secret -> properties.setProperty("user", secret.reveal()));
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        try (Connection connection = DriverManager.getConnection(url.reveal(), properties)) {
            connection.setAutoCommit(false); // some drivers fetch all rows at once otherwise
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCH_SIZE);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return copy(rows, engine);
                }
            }
        } catch (SQLException e) {
            throw new JedroException(
                    Problem.error(
                                    DuckDbCode.JDBC_SOURCE,
                                    "The database refused: "
                                            + SqlFailure.firstLine(e).replace(url.reveal(), Secret.MASK))
                            .fix("check 'url', 'user' and 'password' in conf/local/credentials.yml, and the SQL")
                            .fix("add the database's JDBC driver to the dependencies in pom.xml"),
                    e);
        }
    }

    private static Relation copy(ResultSet rows, DuckDb engine) throws SQLException {
        ResultSetMetaData data = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(new Column(data.getColumnLabel(i), type(data, i)));
        }
        return engine.<SQLException>table(columns, appender -> {
            while (rows.next()) {
                appender.beginRow();
                for (int i = 0; i < columns.size(); i++) {
                    append(rows, i + 1, columns.get(i).type(), appender);
                }
                appender.endRow();
            }
        });
    }

    private static String type(ResultSetMetaData data, int column) throws SQLException {
        return switch (data.getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> "BOOLEAN";
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> "INTEGER";
            case Types.BIGINT -> "BIGINT";
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> "DOUBLE";
            case Types.NUMERIC, Types.DECIMAL -> decimal(data.getPrecision(column), data.getScale(column));
            case Types.DATE -> "DATE";
            case Types.TIME -> "TIME";
            case Types.TIMESTAMP -> "TIMESTAMP";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMP WITH TIME ZONE";
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "BLOB";
            default -> "VARCHAR";
        };
    }

    private static String decimal(int precision, int scale) {
        return precision > 0 && precision <= 38 && scale >= 0 && scale <= precision
                ? "DECIMAL(" + precision + "," + scale + ")"
                : "DOUBLE";
    }

    private static void append(ResultSet rows, int column, String type, RowAppender appender) throws SQLException {
        @Nullable
        Object value = switch (type) {
            case "BOOLEAN" -> rows.getBoolean(column);
            case "INTEGER" -> rows.getInt(column);
            case "BIGINT" -> rows.getLong(column);
            case "DOUBLE" -> rows.getDouble(column);
            case "DATE" -> rows.getObject(column, LocalDate.class);
            case "TIME" -> rows.getObject(column, LocalTime.class);
            case "TIMESTAMP" -> rows.getObject(column, LocalDateTime.class);
            case "TIMESTAMP WITH TIME ZONE" -> rows.getObject(column, OffsetDateTime.class);
            case "BLOB" -> rows.getBytes(column);
            case "VARCHAR" -> rows.getString(column);
            default -> rows.getBigDecimal(column);
        };
        appender.value(rows.wasNull() ? null : value);
    }
}
