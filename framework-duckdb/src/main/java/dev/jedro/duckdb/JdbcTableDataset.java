package dev.jedro.duckdb;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.Dataset;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One table of another database, reached by JDBC. A save is one transaction, and keeps the table's definition. */
final class JdbcTableDataset implements Dataset<Object> {
    private final TableType.Options options;
    private final Type type;
    private final DatasetContext context;

    JdbcTableDataset(TableType.Options options, Type type, DatasetContext context) {
        this.options = options;
        this.type = type;
        this.context = context;
    }

    @Override
    public Object load() {
        DuckDb engine = Engines.of(context);
        JdbcSource source = JdbcSource.of(context.credentials());
        String sql = source.connected(connection -> {
            JdbcTable table = JdbcTable.find(connection, options);
            if (!table.exists()) {
                throw missing(JdbcTable.names(connection, options));
            }
            return table.select(JdbcTable.storesUpperCase(connection));
        });
        return RelationType.as(type, source.table(sql, engine));
    }

    private JedroException missing(List<String> tables) {
        return new JedroException(
                Problem.error(DuckDbCode.JDBC_TABLE, "The database has no table '" + options.table() + "'.")
                        .near(NearNames.of(options.table(), tables))
                        .fix("correct 'table' and 'schema'")
                        .fix(DataCatalog.MAKE_IT));
    }

    @Override
    public boolean exists() {
        return JdbcSource.of(context.credentials())
                .connected(connection -> JdbcTable.find(connection, options).exists());
    }

    @Override
    public void save(Object value) {
        DuckDb engine = Engines.of(context);
        Relation relation = RelationType.of(type, value, engine);
        engine.requireOwn("The relation", relation);
        // What is computed from the table itself must be read before the table is emptied, and a query that fails must
        // not cost a row.
        Relation rows = engine.cache(relation);
        context.reportRows(JdbcSource.of(context.credentials()).connected(connection -> {
            connection.setAutoCommit(false);
            return save(connection, rows);
        }));
    }

    private long save(Connection connection, Relation relation) throws SQLException {
        JdbcTable table = JdbcTable.find(connection, options);
        boolean made = !table.exists();
        boolean saved = false;
        try {
            if (made) {
                execute(connection, JdbcTable.create(connection, table, relation.columns()));
                table = JdbcTable.find(connection, options);
            }
            List<Column> columns = columns(table, relation.columns());
            if (!made && !options.appends()) {
                execute(connection, "delete from " + table.sql());
            }
            long rows = new JdbcRows(connection, relation).insertInto(table, columns);
            connection.commit();
            saved = true;
            return rows;
        } finally {
            if (!saved) {
                undo(connection, made && table.exists() ? table : null);
            }
        }
    }

    /** The first failure is the one to tell; where a database commits what it creates, the new table goes again. */
    private static void undo(Connection connection, @Nullable JdbcTable made) {
        try {
            connection.rollback();
            if (made != null) {
                execute(connection, "drop table " + made.sql());
                connection.commit();
            }
        } catch (SQLException e) {
            // it was never there, or the connection is lost, which rolls back as well
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The table's own ones of the relation's columns. */
    private List<Column> columns(JdbcTable table, List<Column> wanted) {
        Columns.requireInTable(options.table(), table.columnNames(), wanted);
        return wanted.stream()
                .map(column -> table.column(column.name()).orElseThrow())
                .toList();
    }
}
