package dev.jedro.duckdb;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.sql.BatchUpdateException;
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
import java.util.function.UnaryOperator;
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

    /** What a user's query gives. */
    Relation query(WrittenSql sql, DuckDb engine) {
        engine.requireOneThatReads(sql);
        try {
            return query(sql.text(), engine);
        } catch (SQLException e) {
            throw told(
                    e, problem -> engine.placed(problem, sql).fix("correct the SQL, in the dialect of that database"));
        }
    }

    /** What a query of ours gives. */
    Relation table(String sql, DuckDb engine) {
        try {
            return query(sql, engine);
        } catch (SQLException e) {
            throw told(e, JdbcSource::aboutTable);
        }
    }

    private Relation query(String sql, DuckDb engine) throws SQLException {
        try (Connection connection = connect()) {
            return copy(connection, sql, engine);
        } catch (Refused e) {
            throw e.failure;
        }
    }

    /**
     * Works on a table with a connection of its own.
     *
     * @throws JedroException if the database cannot be reached or refuses (JED-713)
     */
    <T> T connected(Work<T> work) {
        try (Connection connection = connect()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw told(e, JdbcSource::aboutTable);
        }
    }

    private Connection connect() {
        Properties properties = new Properties();
        user.ifPresent(secret -> properties.setProperty("user", secret.reveal()));
        password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
        try {
            return DriverManager.getConnection(url.reveal(), properties);
        } catch (SQLException e) {
            boolean driverless = String.valueOf(e.getMessage()).startsWith("No suitable driver");
            throw refused(
                    e,
                    problem -> driverless
                            ? problem.fix("add the database's JDBC driver to the dependencies in pom.xml")
                                    .fix("correct 'url' in the credentials")
                            : problem.fix(
                                    "check 'url', 'user' and 'password' of the credentials, and whether the database is up"));
        }
    }

    /** The advice that the standard's class of the failure allows, or else that of what was done. */
    private JedroException told(SQLException failure, UnaryOperator<Problem> advised) {
        String state = String.valueOf(failure.getSQLState());
        return refused(failure, problem -> switch (state.substring(0, Math.min(2, state.length()))) {
            case "08" -> problem.fix("see whether the database is up, and run again");
            case "22" -> problem.fix("correct the value, or cast it in the SQL to what fits");
            case "23" -> problem.fix("correct the rows, or the constraints of the table");
            default -> advised.apply(problem);
        });
    }

    private static Problem aboutTable(Problem problem) {
        return problem.fix(
                "see whether the user may read and write the table; where the database does not take the types of a new table, make it yourself first");
    }

    private JedroException refused(SQLException failure, UnaryOperator<Problem> advised) {
        // What PostgreSQL says of a batch has the statement and its values; the failure itself comes after it.
        SQLException next = failure instanceof BatchUpdateException ? failure.getNextException() : null;
        SQLException masked = secrets().mask(next == null ? failure : next);
        Problem problem = Problem.error(DuckDbCode.JDBC_SOURCE, "The database refused: " + SqlFailure.whole(masked));
        return new JedroException(advised.apply(problem), masked);
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
        readOnly(connection);
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

    /** A hint, by which some databases refuse what would change them; drivers may not know it. */
    private static void readOnly(Connection connection) {
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // then the query is as it is
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
            JdbcColumn column = JdbcColumn.of(data, i);
            if (columns.stream().anyMatch(known -> known.name().equalsIgnoreCase(column.name()))) {
                throw new JedroException(Problem.error(
                                DuckDbCode.WRONG_SQL, "The query gives several columns named '" + column.name() + "'.")
                        .fix("give each a name of its own in the SQL of a duckdb.Query, with 'as'"));
            }
            columns.add(column);
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
