package dev.jedro.duckdb;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another database. What a query gives is copied row by row into the engine; each use has a connection of its own.
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

    /**
     * What is wrong with the way of an entry to its database.
     *
     * @param subject the entry's table or query, with a verb to follow
     */
    static List<Problem> mistakes(String subject, Optional<String> filepath, ConfigMap credentials) {
        if (filepath.isPresent() != credentials.keys().isEmpty()) {
            return List.of(Problem.error(
                            DuckDbCode.JDBC_TABLE,
                            subject + " has "
                                    + (filepath.isPresent() ? "both 'filepath' and" : "neither 'filepath' nor")
                                    + " credentials with a 'url'.")
                    .fix("give 'filepath' for a .duckdb file, or 'credentials' for another database"));
        }
        Problems problems = new Problems();
        if (filepath.isEmpty()) {
            Binder.bind(credentials, JdbcSource.class, problems);
        }
        return problems.all();
    }

    /** A failure of the other database, to be told from one of the engine that the rows are copied to. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final SQLException failure;

        Refused(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Relation query(String sql, DuckDb engine) {
        try (Connection connection = connect()) {
            return copy(connection, sql, engine);
        } catch (Refused e) {
            throw told(e.failure);
        } catch (SQLException e) {
            throw told(e);
        }
    }

    /**
     * Works on a connection of its own.
     *
     * @throws JedroException if the database cannot be reached or refuses (JED-713)
     */
    <T> T connected(Work<T> work) {
        try (Connection connection = connect()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        user.ifPresent(secret -> properties.setProperty("user", secret.reveal()));
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        return DriverManager.getConnection(url.reveal(), properties);
    }

    private JedroException told(SQLException failure) {
        SQLException masked = secrets().mask(failure);
        return new JedroException(
                Problem.error(DuckDbCode.JDBC_SOURCE, "The database refused: " + SqlFailure.firstLine(masked))
                        .fix("check 'url', 'user' and 'password' in conf/local/credentials.yml, and the SQL")
                        .fix("add the database's JDBC driver to the dependencies in pom.xml"),
                masked);
    }

    private JdbcSecrets secrets() {
        return new JdbcSecrets(
                url.reveal(),
                Stream.of(user, password)
                        .flatMap(Optional::stream)
                        .map(Secret::reveal)
                        .toList());
    }

    private Relation copy(Connection connection, String sql, DuckDb engine) throws SQLException, Refused {
        if (url.reveal().startsWith("jdbc:postgresql:")) {
            connection.setAutoCommit(false); // else it fetches all rows at once
        }
        try (Statement statement = connection.createStatement();
                InterruptWatch.Watched watched = engine.database().watch(statement)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return copy(rows, watched, engine);
            } catch (Refused e) {
                throw watched.orInterrupted(e);
            } catch (SQLException e) {
                throw watched.orInterrupted(e);
            }
        }
    }

    private static Relation copy(ResultSet rows, InterruptWatch.Watched watched, DuckDb engine)
            throws SQLException, Refused {
        List<JdbcColumn> columns = columns(rows.getMetaData());
        List<Column> stored = columns.stream()
                .map(column -> new Column(column.name(), column.stored()))
                .toList();
        Relation relation = engine.<Refused>table(stored, appender -> {
            long number = 0;
            for (Object[] row = next(rows, columns, ++number); row.length > 0; row = next(rows, columns, ++number)) {
                watched.throwIfInterrupted();
                appender.beginRow();
                for (Object value : row) {
                    appender.value(value);
                }
                appender.endRow();
            }
        });
        return typed(relation, columns);
    }

    private static Relation typed(Relation relation, List<JdbcColumn> columns) {
        String casts = columns.stream()
                .filter(JdbcColumn::isMeasured)
                .map(column -> Sql.name(column.name()) + "::" + column.type() + " as " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
        return casts.isEmpty() ? relation : relation.sql("select * replace (" + casts + ") from this");
    }

    private static List<JdbcColumn> columns(ResultSetMetaData data) throws SQLException {
        List<JdbcColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(JdbcColumn.of(data, i));
        }
        return columns;
    }

    /** The values of the next row; none after the last. */
    private static @Nullable Object[] next(ResultSet rows, List<JdbcColumn> columns, long number) throws Refused {
        try {
            @Nullable Object[] row = new Object[rows.next() ? columns.size() : 0];
            for (int i = 0; i < row.length; i++) {
                row[i] = columns.get(i).value(rows, i + 1, number);
            }
            return row;
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }
}
