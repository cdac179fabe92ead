package dev.jedro.spark.rows;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A Java type that holds rows as records: {@code List<R>} or {@code Stream<R>}.
 *
 * @param record the type of each row
 * @param streams whether it is a stream
 */
public record RecordType<R extends Record>(Class<R> record, boolean streams) {
    /** In words, for messages. */
    public static final String TYPES = "List<R>, Stream<R> (R a record)";

    /** Empty for every other type. */
    public static Optional<RecordType<?>> of(Type type) {
        if (type instanceof ParameterizedType generic
                && (generic.getRawType() == List.class || generic.getRawType() == Stream.class)
                && generic.getActualTypeArguments()[0] instanceof Class<?> element
                && element.isRecord()) {
            return Optional.of(
                    new RecordType<>(element.asSubclass(Record.class), generic.getRawType() == Stream.class));
        }
        return Optional.empty();
    }

    /** Rows of Spark as this type. */
    public Object read(Dataset<Row> rows, long maxRows) {
        return streams ? SparkRows.stream(rows, record, maxRows) : SparkRows.read(rows, record, maxRows);
    }

    /** A value of this type as rows of Spark; a stream is read to its end. */
    public Dataset<Row> rows(SparkSession session, Object value, RowSettings settings) {
        List<?> records = value instanceof Stream<?> stream ? stream.toList() : (List<?>) value;
        return SparkRows.of(session, record, records.stream().map(record::cast).toList(), settings.maxUpload() << 20);
    }
}
