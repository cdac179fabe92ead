package dev.jedro.duckdb;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.Dataset;
import dev.jedro.duckdb.Database.AttachedFile;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.lang.ref.Reference;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One table of a database file. */
final class TableDataset implements Dataset<Object> {
    private final TableType.Options options;
    private final Path file;
    private final Type type;
    private final DatasetContext context;

    TableDataset(TableType.Options options, Path file, Type type, DatasetContext context) {
        this.options = options;
        this.file = file;
        this.type = type;
        this.context = context;
    }

    @Override
    public Object load() throws Exception {
        DuckDb engine = Engines.of(context);
        if (!Files.exists(file)) {
            throw new JedroException(Problem.error(DuckDbCode.DATABASE_FILE, "There is no database file.")
                    .at(engine.place(file, 0))
                    .fix("correct 'filepath'")
                    .fix(DataCatalog.MAKE_IT));
        }
        String database = engine.database().attached(file, engine::failedFile).name();
        List<String> tables = tables(engine, database);
        if (tables.stream().noneMatch(options.table()::equalsIgnoreCase)) {
            throw new JedroException(Problem.error(
                            DuckDbCode.DATABASE_FILE,
                            "The database has no table '" + options.table() + "' in the schema '" + options.schemaName()
                                    + "'.")
                    .at(engine.place(file, 0))
                    .near(NearNames.of(options.table(), tables))
                    .fix(
                            tables.isEmpty()
                                    ? DataCatalog.MAKE_IT
                                    : "use one of its tables: " + NearestFirst.of(options.table(), tables)));
        }
        return RelationType.as(type, engine.source("from " + table(database)));
    }

    private String table(String database) {
        return Sql.name(database) + "." + Sql.name(options.schemaName()) + "." + Sql.name(options.table());
    }

    private List<String> tables(DuckDb engine, String database) throws SQLException {
        String sql = "select table_name from information_schema.tables where table_catalog = " + Sql.text(database)
                + " and table_schema = " + Sql.text(options.schemaName()) + " order by 1";
        return engine.database().query(sql, rows -> {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    @Override
    public void save(Object value) throws Exception {
        DuckDb engine = Engines.of(context);
        Relation relation = RelationType.of(type, value, engine);
        engine.requireOwn("The relation", relation);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        AttachedFile database = engine.database().attached(file, engine::failedFile);
        database.writing().lockInterruptibly();
        try {
            context.reportRows(save(engine, database.name(), relation));
        } finally {
            database.writing().unlock();
        }
    }

    private long save(DuckDb engine, String database, Relation relation) {
        Query query = engine.flat(relation);
        try {
            return engine.database().execute(statement(engine, database, query, relation.columns()));
        } catch (SQLException e) {
            throw engine.failure(e, relation.query().places());
        } finally {
            Reference.reachabilityFence(relation);
            Reference.reachabilityFence(query);
        }
    }

    private String statement(DuckDb engine, String database, Query query, List<Column> columns) throws SQLException {
        engine.database()
                .execute("create schema if not exists " + Sql.name(database) + "." + Sql.name(options.schemaName()));
        String select = query.with() + "select * from " + Query.RESULT;
        boolean appends =
                options.appends() && tables(engine, database).stream().anyMatch(options.table()::equalsIgnoreCase);
        if (appends) {
            List<String> known = engine.source("from " + table(database)).columns().stream()
                    .map(Column::name)
                    .toList();
            Columns.requireInTable(options.table(), known, columns);
        }
        return appends
                ? "insert into " + table(database) + " by name " + select
                : "create or replace table " + table(database) + " as " + select;
    }

    @Override
    public boolean exists() throws Exception {
        if (!Files.exists(file)) {
            return false;
        }
        DuckDb engine = Engines.of(context);
        return tables(
                        engine,
                        engine.database().attached(file, engine::failedFile).name())
                .stream()
                .anyMatch(options.table()::equalsIgnoreCase);
    }
}
