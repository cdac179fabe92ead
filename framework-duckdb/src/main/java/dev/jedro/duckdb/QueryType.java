package dev.jedro.duckdb;

import dev.jedro.catalog.Dataset;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * {@code type: duckdb.Query}: what a query gives, from a {@code .duckdb} file, or from any database with a JDBC driver by credentials
 * ({@code url}, {@code user}, {@code password}). Loading only: one statement that reads.
 */
public final class QueryType implements RelationType<QueryType.Options> {

    /**
     * Options of {@code duckdb.Query}.
     *
     * @param filepath the database file; not with credentials; a database in memory if neither is given
     * @param sql the query, in the database's SQL
     * @param sqlFile a file with the query, instead of {@code sql}
     */
    public record Options(Optional<String> filepath, Optional<String> sql, Optional<String> sqlFile) {

        public Options {
            if (sql.isPresent() == sqlFile.isPresent()) {
                throw new IllegalArgumentException("give one of sql and sql_file");
            }
            sql.flatMap(text -> new WrittenSql(text, Optional.empty()).mistake())
                    .ifPresent(problem -> {
                        throw new JedroException(problem);
                    });
        }
    }

    @Override
    public String name() {
        return "duckdb.Query";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return false;
    }

    @Override
    public List<Problem> wrongCredentials(Options options, ConfigMap credentials) {
        return options.filepath().isEmpty() && credentials.keys().isEmpty()
                ? List.of()
                : JdbcSource.mistakes("The query", options.filepath(), credentials);
    }

    @Override
    public Optional<String> needs(Options options) {
        return options.filepath();
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return new QueryDataset(options, type, context);
    }
}
