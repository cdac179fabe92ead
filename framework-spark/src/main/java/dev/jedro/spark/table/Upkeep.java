package dev.jedro.spark.table;

import dev.jedro.catalog.Dataset;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the Delta table of a dataset in order. An open catalog gives it: {@code catalog.load("orders", Upkeep.class)}, for {@code spark.ManagedTable}, {@code spark.Table} and a
 * {@code spark.File} of Delta's format. All its methods throw a {@link JedroException} where Spark refuses.
 */
public final class Upkeep {
    /** What readers of yesterday's version and long runs still need; Delta's own rule as well. */
    public static final Duration SAFE_RETENTION = Duration.ofDays(7);

    private static final String RETENTION_CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";
    private final Engine engine;
    private final String table;

    /**
     * A version of a table.
     *
     * @param operation that made it, in Delta's words, for instance {@code MERGE}
     * @param metrics what it did, in Delta's words; empty where Delta notes none
     */
    public record Version(
            long number, Instant time, String operation, Map<String, String> parameters, Map<String, String> metrics) {}

    /**
     * What an optimization did.
     *
     * @param filesAdded fewer and larger ones
     * @param filesRemoved from the newest version; they stay on disk until a vacuum
     */
    public record Optimized(long filesAdded, long filesRemoved) {}

    private Upkeep(Engine engine, String table) {
        this.engine = engine;
        this.table = table;
    }

    /** @param sql the name or path of the table, as SQL */
    static Dataset<Upkeep> dataset(Engine engine, Function<Engine, String> sql) {
        return new Dataset<>() {
            @Override
            public Upkeep load() throws Exception {
                try {
                    Upkeep upkeep = new Upkeep(engine, sql.apply(engine));
                    upkeep.mustBeDelta();
                    return upkeep;
                } catch (Exception e) {
                    throw TableFailures.explained(e);
                }
            }

            @Override
            public void save(Upkeep value) {
                throw new UnsupportedOperationException("upkeep is not saved");
            }

            @Override
            public boolean exists() {
                throw new UnsupportedOperationException("upkeep is only loaded");
            }
        };
    }

    private void mustBeDelta() {
        TableDetail detail = TableDetail.of(engine, table);
        if (!detail.isDelta()) {
            throw new JedroException(Problem.error(
                            TableCode.NOT_MAINTAINED, "its table is of format '" + detail.format() + "', not Delta")
                    .fix("name a dataset whose table is a Delta table"));
        }
    }

    /**
     * The newest versions, newest first.
     *
     * @param limit how many at most
     */
    public List<Version> history(int limit) {
        return asked(() -> engine.sql("DESCRIBE HISTORY " + table + " LIMIT " + limit).stream()
                .map(Upkeep::version)
                .toList());
    }

    private static Version version(Row row) {
        Object time = row.getAs("timestamp");
        return new Version(
                row.<Long>getAs("version"),
                time instanceof Timestamp stamp ? stamp.toInstant() : (Instant) time,
                row.getAs("operation"),
                map(row, "operationParameters"),
                map(row, "operationMetrics"));
    }

    private static Map<String, String> map(Row row, String field) {
        int index = row.fieldIndex(field);
        return row.isNullAt(index) ? Map.of() : new TreeMap<>(row.getJavaMap(index));
    }

    /**
     * Writes small files together into large ones. Readers see no difference but speed.
     *
     * @param where a condition on partition columns; the whole table unless given
     * @param zorder columns whose values are laid side by side; none for a clustered table
     */
    public Optimized optimize(Optional<String> where, List<String> zorder) {
        return asked(() -> {
            String condition = where.map(text -> " WHERE " + text).orElse("");
            String order = zorder.isEmpty() ? "" : " ZORDER BY " + Sql.names(zorder);
            Row metrics =
                    engine.sql("OPTIMIZE " + table + condition + order).get(0).getAs("metrics");
            return new Optimized(metrics.getAs("numFilesAdded"), metrics.getAs("numFilesRemoved"));
        });
    }

    /**
     * The files that {@link #vacuum} would delete; deletes nothing.
     *
     * @param keep as for {@link #vacuum}
     * @return their addresses, 1,000 at most
     */
    public List<String> vacuumable(Optional<Duration> keep) {
        return vacuumed(keep, " DRY RUN").stream()
                .map(row -> row.<@Nullable String>getAs("path"))
                .filter(path -> path != null && !path.isEmpty())
                .sorted()
                .toList();
    }

    /**
     * Deletes the files that no version needs which is the newest or younger than {@code keep}. Older versions cannot be loaded afterwards.
     *
     * @param keep whole hours; what the table's properties say, or seven days, unless given
     */
    public void vacuum(Optional<Duration> keep) {
        vacuumed(keep, "");
    }

    private List<Row> vacuumed(Optional<Duration> keep, String dryRun) {
        String retain = keep.map(time -> " RETAIN " + time.toHours() + " HOURS").orElse("");
        SparkSession session = engine.session();
        boolean brief = keep.filter(time -> time.compareTo(SAFE_RETENTION) < 0).isPresent();
        String before = brief ? session.conf().get(RETENTION_CHECK, "true") : "";
        return asked(() -> {
            try {
                if (brief) {
                    session.conf().set(RETENTION_CHECK, "false");
                }
                return engine.sql("VACUUM " + table + retain + dryRun);
            } finally {
                if (brief) {
                    session.conf().set(RETENTION_CHECK, before);
                }
            }
        });
    }

    private static <T> T asked(Callable<T> question) {
        try {
            return question.call();
        } catch (Exception e) {
            Exception known = TableFailures.explained(e);
            throw known instanceof JedroException problem
                    ? problem
                    : new JedroException(
                            List.of(Problem.error(TableCode.NOT_MAINTAINED, "Spark refuses: " + TableFailures.said(e))
                                    .fix("see the cause with --verbose")),
                            e);
        }
    }
}
