package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/** {@code type: spark.Query}: what a query gives. Loading only. */
public final class QueryType implements SparkDatasetType<QueryType.Options> {

    /**
     * Options of {@code spark.Query}.
     *
     * @param session a session of spark.yml; the one without a name unless given
     * @param sql one statement that reads: SELECT, WITH, FROM, VALUES, TABLE, SHOW or DESCRIBE; {@code :name} stands for a parameter
     * @param sqlFile a file with the query, instead of {@code sql}
     * @param parameters values by name: texts, numbers, true or false, or lists of them, for {@code IN :ids}; each becomes one literal
     */
    public record Options(
            Optional<String> session,
            Optional<String> sql,
            Optional<String> sqlFile,
            Optional<Map<String, Object>> parameters)
            implements SparkOptions {

        public Options {
            if (sql.isPresent() == sqlFile.isPresent()) {
                throw Schemas.refused(
                        TableCode.BAD_OPTIONS,
                        sql.isPresent() ? "sql and sql_file are both given" : "there is neither sql nor sql_file",
                        "give one of them");
            }
            sql.ifPresent(SqlStatement::reading);
        }
    }

    @Override
    public String name() {
        return "spark.Query";
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
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return new QueryDataset(options, type, context);
    }
}
