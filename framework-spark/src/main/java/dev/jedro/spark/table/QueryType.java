package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** {@code type: spark.Query}: what a query gives. Loading only. */
public final class QueryType implements SparkDatasetType<QueryType.Options> {

    /**
     * Options of {@code spark.Query}.
     *
     * @param session a session of spark.yml; the one without a name unless given
     * @param sql the query; {@code :name} stands for a parameter
     * @param sqlFile a file with the query, instead of {@code sql}
     * @param parameters values by name: texts, numbers, true or false, or lists of them; each becomes one literal
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
        return new SparkDataset(Engine.of(context, options), type) {
            @Override
            org.apache.spark.sql.Dataset<Row> read() throws IOException {
                return engine.session()
                        .sql(SqlParameters.bound(text(), options.parameters().orElse(Map.of())));
            }

            private String text() throws IOException {
                String text = options.sql().isPresent()
                        ? options.sql().get()
                        : Files.readString(context.resolve(options.sqlFile().orElseThrow()));
                return text.strip().replaceFirst(";+\\s*$", "");
            }

            @Override
            void write(org.apache.spark.sql.Dataset<Row> rows) {
                throw new IllegalStateException("a query is only loaded");
            }

            @Override
            boolean isThere() {
                return true;
            }
        };
    }
}
