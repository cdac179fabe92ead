package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a query gives. */
final class QueryDataset extends SparkDataset {
    private final QueryType.Options options;
    private final DatasetContext context;

    QueryDataset(QueryType.Options options, Type type, DatasetContext context) {
        super(Engine.of(context, options), type);
        this.options = options;
        this.context = context;
    }

    @Override
    Dataset<Row> read() throws IOException {
        String sql = options.sql().isPresent()
                ? options.sql().get()
                : Files.readString(context.resolve(options.sqlFile().orElseThrow()));
        return engine.session().sql(SqlParameters.bound(SqlStatement.reading(sql), parameters()));
    }

    private Map<String, Object> parameters() {
        return options.parameters().orElse(Map.of());
    }

    @Override
    Exception explained(Exception thrown) {
        if (!TableFailures.otherTypes(thrown)) {
            return super.explained(thrown);
        }
        Problem problem =
                Problem.error(TableCode.WRONG_SQL, "the types in the SQL do not fit: " + TableFailures.said(thrown));
        boolean lists = parameters().values().stream().anyMatch(Collection.class::isInstance);
        Problem cured = lists
                ? problem.fix("write 'IN :ids' for a list, without further brackets: it becomes (1, 2, …)")
                : problem.fix("correct the SQL, or the values under 'parameters'");
        return new JedroException(List.of(cured), thrown);
    }

    @Override
    void write(Dataset<Row> rows) {
        throw new IllegalStateException("a query is only loaded");
    }

    @Override
    boolean isThere() {
        return true;
    }
}
