package dev.jedro.spark.table;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.spark.rows.RecordType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The Java types as which nodes have the rows of a table, whatever its dataset type. The one place that turns rows into such a type, and values of it into rows. */
final class SparkValue {
    /** In words, for messages. */
    static final String TYPES = "Dataset<Row>, " + RecordType.TYPES;

    /** {@code Dataset<Row>}. */
    static final Type ROWS = new TypeReference<Dataset<Row>>() {}.getType();

    private SparkValue() {}

    /** Whether rows can be had, and given, as this type. */
    static boolean known(Type type) {
        return type == Dataset.class
                || (type instanceof ParameterizedType generic
                        && generic.getRawType() == Dataset.class
                        && generic.getActualTypeArguments()[0] == Row.class)
                || RecordType.of(type).isPresent();
    }

    /** Rows as the type that a node wants. */
    static Object of(Dataset<Row> rows, Type type, Engine engine) {
        Optional<RecordType<?>> records = RecordType.of(type);
        return records.isPresent() ? records.get().read(rows, engine.rows().maxRows()) : rows;
    }

    /** What a node gave, as rows of the engine's session. */
    static Dataset<Row> rows(Object value, Type type, Engine engine) {
        Optional<RecordType<?>> records = RecordType.of(type);
        if (records.isPresent()) {
            return records.get().rows(engine.session(), value, engine.rows());
        }
        if (!(value instanceof Dataset<?> given)) {
            throw new IllegalStateException("no rows of Spark: " + value.getClass());
        }
        return engine.own(given).toDF();
    }
}
