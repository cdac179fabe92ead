package dev.jedro.duckdb;

import dev.jedro.catalog.Dataset;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What one query gives. */
final class QueryDataset implements Dataset<Object> {
    private final QueryType.Options options;
    private final Type type;
    private final DatasetContext context;

    QueryDataset(QueryType.Options options, Type type, DatasetContext context) {
        this.options = options;
        this.type = type;
        this.context = context;
    }

    @Override
    public Object load() throws Exception {
        DuckDb engine = Engines.of(context);
        WrittenSql sql = written();
        if (!context.credentials().keys().isEmpty()) {
            return RelationType.as(type, JdbcSource.of(context.credentials()).query(sql, engine));
        }
        if (options.filepath().isEmpty()) {
            return RelationType.as(type, engine.written(sql));
        }
        Path file = context.resolve(options.filepath().get());
        if (!Files.exists(file)) {
            throw new JedroException(Problem.error(DuckDbCode.DATABASE_FILE, "There is no database file.")
                    .at(engine.place(file, 0))
                    .fix("correct 'filepath'"));
        }
        String database = engine.database().attached(file, engine::failedFile).name();
        return RelationType.as(type, engine.writtenFor(database, sql));
    }

    private WrittenSql written() throws IOException {
        if (options.sql().isPresent()) {
            return new WrittenSql(options.sql().get(), Optional.empty());
        }
        Path file = context.resolve(options.sqlFile().orElseThrow());
        return new WrittenSql(Files.readString(file), Optional.of(file));
    }

    @Override
    public void save(Object value) {
        throw new IllegalStateException("a query is only loaded");
    }

    @Override
    public boolean exists() {
        return !context.credentials().keys().isEmpty()
                || options.filepath()
                        .map(path -> Files.exists(context.resolve(path)))
                        .orElse(true);
    }
}
