package dev.jedro.spark.table;

import dev.jedro.spark.failure.TableFailures;
import java.io.IOException;
import java.lang.reflect.Type;
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
            write(SparkValue.rows(value, type, engine));
        } catch (Exception e) {
            throw explained(e);
        } catch (Error e) { // Hadoop tells a full disk so
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw e;
        }
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
