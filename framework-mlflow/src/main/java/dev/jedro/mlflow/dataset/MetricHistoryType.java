package dev.jedro.mlflow.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code type: mlflow.MetricHistory}: all values of one metric. A save adds to what was logged before: MLflow forgets no value. */
public final class MetricHistoryType implements DatasetType<MetricHistoryType.Options> {

    /**
     * Options of {@code mlflow.MetricHistory}.
     *
     * @param key the metric's name; the dataset's unless given
     * @param runId of the MLflow run; the one that the node is in unless given
     */
    public record Options(Optional<String> key, Optional<String> runId) {}

    @Override
    public String name() {
        return "mlflow.MetricHistory";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "List<Double> (steps 0, 1, …), Map<Long, Double> (by step), List<MetricPoint>";
    }

    @Override
    public Type defaultType(Options options) {
        return new TypeReference<List<MetricPoint>>() {}.getType();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return shape(type).isPresent();
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    private enum Shape {
        VALUES,
        BY_STEP,
        POINTS
    }

    private static Optional<Shape> shape(Type type) {
        if (!(type instanceof ParameterizedType generic)) {
            return Optional.empty();
        }
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return arguments[0] == Double.class
                    ? Optional.of(Shape.VALUES)
                    : arguments[0] == MetricPoint.class ? Optional.of(Shape.POINTS) : Optional.empty();
        }
        return generic.getRawType() == Map.class && arguments[0] == Long.class && arguments[1] == Double.class
                ? Optional.of(Shape.BY_STEP)
                : Optional.empty();
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String key = options.key().orElse(context.name());
        Shape shape = shape(type).orElse(Shape.POINTS);
        return new Dataset<Object>() {
            @Override
            public Object load() {
                List<MetricPoint> points = run.requiredHistory(key);
                return switch (shape) {
                    case POINTS -> points;
                    case VALUES -> points.stream().map(MetricPoint::value).toList();
                    case BY_STEP -> {
                        Map<Long, Double> values = new TreeMap<>();
                        points.forEach(point -> values.put(point.step(), point.value()));
                        yield values;
                    }
                };
            }

            @Override
            public void save(Object value) {
                run.log(points(key, shape, value));
            }

            @Override
            public boolean exists() {
                return !run.history(key).isEmpty();
            }
        };
    }

    private static List<MetricPoint> points(String key, Shape shape, Object value) {
        Instant now = PointTime.next();
        List<MetricPoint> points = new ArrayList<>();
        switch (shape) {
            case VALUES ->
                ((List<?>) value)
                        .forEach(one ->
                                points.add(new MetricPoint(key, ((Number) one).doubleValue(), now, points.size())));
            case BY_STEP ->
                new TreeMap<>((Map<?, ?>) value)
                        .forEach((step, one) -> points.add(
                                new MetricPoint(key, ((Number) one).doubleValue(), now, ((Number) step).longValue())));
            case POINTS ->
                ((List<?>) value).forEach(one -> {
                    MetricPoint point = (MetricPoint) one;
                    points.add(new MetricPoint(key, point.value(), point.time(), point.step()));
                });
        }
        return points;
    }
}
