package dev.jedro.spark.rows;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows of Spark, and rows as records, in an embedded session and in a remote one alike. A column has the name of its component, {@code fleetCount} that of
 * {@code fleet_count}; what is read finds its column by either.
 *
 * <pre>{@code
 * Dataset<Row> planets = SparkRows.of(spark, Planet.class, List.of(new Planet("Mars", 2)));
 * List<Planet> near = SparkRows.read(planets.where("moons < 3"), Planet.class);
 * }</pre>
 */
public final class SparkRows {
    /** How many rows are taken from Spark where nothing else is said. */
    public static final long MAX_ROWS = 100_000;

    private SparkRows() {}

    /** The schema of the rows of a record. */
    public static StructType schema(Class<? extends Record> type) {
        return RecordColumns.of(type).schema();
    }

    /**
     * Hands records to Spark, where moments and times keep their microseconds.
     *
     * @param records may be empty; none is null
     * @throws JedroException if a component of the record is of a type that no column can hold, two of them are one column, a record is null, a value does not fit into its column, or the
     *     session is remote and the records are larger than it may be sent
     */
    public static <R extends Record> Dataset<Row> of(SparkSession session, Class<R> type, List<R> records) {
        return of(session, type, records, Upload.MAX_BYTES);
    }

    /**
     * As {@link #of(SparkSession, Class, List)}, for a list that is not empty.
     *
     * @throws JedroException if the list is empty, so that nobody knows the columns
     */
    @SuppressWarnings("unchecked") // a record's class is final: it is that of the first one
    public static <R extends Record> Dataset<Row> of(SparkSession session, List<R> records) {
        if (records.isEmpty()) {
            throw new JedroException(
                    Problem.error(RowsCode.NO_ROW, "An empty list of records does not tell the columns of its rows.")
                            .fix("name the record: SparkRows.of(session, Planet.class, planets)"));
        }
        RecordColumns.requirePresent(records.get(0), 1);
        return of(session, (Class<R>) records.get(0).getClass(), records);
    }

    /** @param maxUpload in bytes, for a remote session */
    static <R extends Record> Dataset<Row> of(SparkSession session, Class<R> type, List<R> records, long maxUpload) {
        RecordColumns<R> columns = RecordColumns.of(type);
        List<Row> rows = columns.rows(records);
        Upload.check(session, rows, type.getSimpleName(), maxUpload);
        return session.createDataFrame(rows, columns.schema());
    }

    /**
     * Takes at most {@value #MAX_ROWS} rows from Spark; only the record's columns are computed.
     *
     * @return unmodifiable
     * @throws JedroException if there are more rows, a component has no column, or a row does not bind
     */
    public static <R extends Record> List<R> read(Dataset<?> rows, Class<R> type) {
        return read(rows, type, MAX_ROWS);
    }

    /**
     * As {@link #read(Dataset, Class)}, with a limit of one's own.
     *
     * @param maxRows at least 0; all rows are held in memory, and one more than that is taken in order to know
     */
    public static <R extends Record> List<R> read(Dataset<?> rows, Class<R> type, long maxRows) {
        RowLimit limit = new RowLimit(maxRows);
        RecordReader<R> reader = reader(rows, type);
        List<Row> taken = rows.select(reader.columns()).limit(limit.oneMore()).collectAsList();
        if (taken.size() > maxRows) {
            throw limit.exceeded();
        }
        List<R> records = new ArrayList<>(taken.size());
        taken.forEach(row -> records.add(reader.read(row)));
        return Collections.unmodifiableList(records);
    }

    /**
     * Takes rows as they are wanted, part by part, so that they need not all be in memory.
     *
     * @param maxRows at least 0; the stream throws at the row after it
     * @return to be closed, or read to its end
     */
    public static <R extends Record> Stream<R> stream(Dataset<?> rows, Class<R> type, long maxRows) {
        RowLimit limit = new RowLimit(maxRows);
        RecordReader<R> reader = reader(rows, type);
        Iterator<Row> taken =
                rows.select(reader.columns()).limit(limit.oneMore()).toLocalIterator();
        Iterator<R> records = new Iterator<>() {
            private long count;

            @Override
            public boolean hasNext() {
                return taken.hasNext();
            }

            @Override
            public R next() {
                Row row = taken.next();
                if (++count > limit.maxRows()) {
                    drain(taken);
                    throw limit.exceeded();
                }
                return reader.read(row);
            }
        };
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> drain(taken));
    }

    /** The result of a remote session lets go of its memory at its end only, and offers no other way. */
    private static void drain(Iterator<Row> rows) {
        while (rows.hasNext()) {
            rows.next();
        }
    }

    private static <R extends Record> RecordReader<R> reader(Dataset<?> rows, Class<R> type) {
        return RecordReader.of(type, List.of(rows.columns()), new SparkValue(zone(rows)));
    }

    /** Asks a remote session at most once. */
    private static Supplier<ZoneId> zone(Dataset<?> rows) {
        return new Supplier<>() {
            private @Nullable ZoneId known;

            @Override
            public ZoneId get() {
                if (known == null) {
                    known = ZoneId.of(rows.sparkSession().conf().get("spark.sql.session.timeZone"));
                }
                return Objects.requireNonNull(known);
            }
        };
    }
}
