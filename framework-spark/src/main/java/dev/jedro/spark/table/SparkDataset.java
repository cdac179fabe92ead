package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is the same for all datasets: rows become what the node wants, and Spark's exceptions become problems with a cure. */
abstract class SparkDataset implements dev.jedro.catalog.Dataset<Object> {
    protected final Engine engine;
    private final Type type;

    SparkDataset(Engine engine, Type type) {
        this.engine = engine;
        this.type = type;
    }

    /** The rows, not read yet; that there are some to read is made sure. */
    abstract Dataset<Row> read() throws Exception;

    /** Writes rows of the engine's own session. */
    abstract void write(Dataset<Row> rows) throws Exception;

    abstract boolean isThere() throws Exception;

    /** The exception to go on with: one with a cure if the reason is known, else the same. */
    Exception explained(Exception thrown) {
        return TableFailures.explained(thrown);
    }

    @Override
    public final Object load() throws Exception {
        try {
            Dataset<Row> rows = read();
            rows.schema(); // a remote session would say only later that there is none
            return SparkValue.of(rows, type, engine);
        } catch (Exception e) {
            throw explained(e);
        }
    }

    @Override
    public final void save(Object value) throws Exception {
        try {
            engine.use().saving(() -> write(SparkValue.rows(value, type, engine)));
        } catch (Exception e) {
            throw streams(value, e) ? refusedStream(e) : explained(e);
        } catch (Error e) { // Hadoop tells a full disk so
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw e;
        }
    }

    /** A remote session goes to the server for it, which may be gone: asked only where Spark speaks of streams. */
    private boolean streams(Object value, Exception failure) {
        return !(this instanceof StreamDataset)
                && TableFailures.said(failure).contains("streaming")
                && value instanceof Dataset<?> rows
                && rows.isStreaming();
    }

    private static JedroException refusedStream(Exception failure) {
        return new JedroException(
                List.of(
                        Problem.error(
                                        TableCode.BAD_OPTIONS,
                                        "the rows stream, and are saved by a dataset of streams alone")
                                .fix(
                                        "save them to a dataset of 'type: spark.Stream' with a 'checkpoint', whose 'table' or 'filepath' is this one's")),
                failure);
    }

    @Override
    public final boolean exists() throws Exception {
        try {
            return isThere();
        } catch (Exception e) {
            throw explained(e);
        }
    }
}
