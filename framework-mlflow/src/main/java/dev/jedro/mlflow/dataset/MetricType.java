package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code type: mlflow.Metric}: one number, as a metric of the run. */
public final class MetricType implements DatasetType<MetricType.Options> {

    /**
     * Options of {@code mlflow.Metric}.
     *
     * @param key the metric's name; the dataset's unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     * @param mode where a saved value goes: {@code overwrite} (the step given, or the last one there is), {@code append} (one step further)
     * @param step of the value; the newest is loaded unless given
     */
    public record Options(Optional<String> key, Optional<String> runId, Optional<Mode> mode, Optional<Long> step) {}

    /** Where a saved value goes. */
    public enum Mode {
        OVERWRITE,
        APPEND
    }

    @Override
    public String name() {
        return "mlflow.Metric";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "double, Double";
    }

    @Override
    public Type defaultType(Options options) {
        return Double.class;
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return TypeText.boxed(TypeText.raw(type)) == Double.class;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type) || Number.class.isAssignableFrom(TypeText.boxed(TypeText.raw(type)));
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String key = options.key().orElse(context.name());
        return new Dataset<Number>() {
            @Override
            public Number load() {
                List<MetricPoint> points = run.requiredHistory(key);
                return options.step().isEmpty()
                        ? newest(points).value()
                        : at(options.step().get(), points, key, context).value();
            }

            @Override
            public void save(Number value) {
                long step = options.step().orElseGet(() -> nextStep(options, run, key));
                run.log(List.of(new MetricPoint(key, value.doubleValue(), PointTime.next(), step)));
            }

            @Override
            public boolean exists() {
                return !run.history(key).isEmpty();
            }
        };
    }

    private static long nextStep(Options options, RunAccess run, String key) {
        OptionalLong last = run.lastStep(key);
        boolean append = options.mode().orElse(Mode.OVERWRITE) == Mode.APPEND;
        return last.isEmpty() ? 0 : last.getAsLong() + (append ? 1 : 0);
    }

    private static MetricPoint at(long step, List<MetricPoint> points, String key, DatasetContext context) {
        List<MetricPoint> there =
                points.stream().filter(point -> point.step() == step).toList();
        if (there.isEmpty()) {
            throw new JedroException(Problem.error(
                            MlflowCode.NOT_FOUND,
                            "Dataset '" + context.name() + "': the metric '" + key + "' has no value at step " + step
                                    + "; its last is " + last(points) + ".")
                    .at(context.place())
                    .fix("correct 'step', or leave it out for the last value"));
        }
        return newest(there);
    }

    private static long last(List<MetricPoint> points) {
        return points.stream().mapToLong(MetricPoint::step).max().orElse(0);
    }

    /** As MLflow: the highest step, and of that the latest. */
    static MetricPoint newest(List<MetricPoint> points) {
        return points.stream()
                .max(Comparator.comparingLong(MetricPoint::step).thenComparing(MetricPoint::time))
                .orElseThrow();
    }
}
