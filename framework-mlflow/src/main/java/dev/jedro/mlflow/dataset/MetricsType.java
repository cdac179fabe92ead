package dev.jedro.mlflow.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code type: mlflow.Metrics}: a record or a map of numbers, each of them a metric {@code prefix.name} of the run. */
public final class MetricsType implements DatasetType<MetricsType.Options> {
    /** Made when a record is saved or loaded: all types are made at each start, and a mapper takes long. */
    private static final class Mapping {
        static final ObjectMapper JSON = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // others may log under the prefix as well
                .build();
    }

    /**
     * Options of {@code mlflow.Metrics}.
     *
     * @param prefix before the names, followed by a dot; the dataset's name unless given, nothing if it is empty
     * @param runId of the MLflow run; the one that the node is in unless given
     */
    public record Options(Optional<String> prefix, Optional<String> runId) {}

    @Override
    public String name() {
        return "mlflow.Metrics";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "records of numbers, Map<String, Double>";
    }

    @Override
    public Type defaultType(Options options) {
        return new TypeReference<Map<String, Double>>() {}.getType();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return generic.getActualTypeArguments()[0] == String.class
                    && generic.getActualTypeArguments()[1] == Double.class;
        }
        return type instanceof Class<?> row
                && row.isRecord()
                && Stream.of(row.getRecordComponents())
                        .map(RecordComponent::getType)
                        .allMatch(MetricsType::isNumber);
    }

    private static boolean isNumber(Class<?> type) {
        return Number.class.isAssignableFrom(TypeText.boxed(type));
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String prefix = options.prefix().orElse(context.name());
        return new Dataset<Object>() {
            @Override
            public Object load() {
                Map<String, Double> values = run.latest(prefix, wanted(type));
                if (values.isEmpty()) {
                    throw new JedroException(Problem.error(
                                    MlflowCode.NOT_FOUND,
                                    "Dataset '" + context.name() + "': the run has no metrics '" + prefix + ".…'.")
                            .at(context.place())
                            .fix("correct 'prefix' or 'run_id', or run the node that logs them"));
                }
                if (!(type instanceof Class<?> row)) {
                    return values;
                }
                requireAll(row, values, prefix, context);
                return Mapping.JSON.convertValue(values, row);
            }

            @Override
            public void save(Object value) {
                Instant now = PointTime.next();
                List<MetricPoint> points = new ArrayList<>();
                numbers(value)
                        .forEach((name, number) -> points.add(
                                new MetricPoint(prefix.isEmpty() ? name : prefix + "." + name, number, now, 0)));
                run.log(points);
            }

            @Override
            public boolean exists() {
                return !run.latest(prefix, List.of()).isEmpty();
            }
        };
    }

    private static @Nullable List<String> wanted(Type type) {
        return type instanceof Class<?> row
                ? Stream.of(row.getRecordComponents())
                        .map(component -> SnakeCase.of(component.getName()))
                        .toList()
                : null;
    }

    /** A number that is missing must not become 0. */
    private static void requireAll(Class<?> row, Map<String, Double> values, String prefix, DatasetContext context) {
        List<String> missing = Stream.of(row.getRecordComponents())
                .filter(component -> component.getType().isPrimitive())
                .map(component -> SnakeCase.of(component.getName()))
                .filter(name -> !values.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new JedroException(Problem.error(
                            MlflowCode.NOT_FOUND,
                            "Dataset '" + context.name() + "': the run has no metrics " + missing + " under '" + prefix
                                    + "', which " + row.getSimpleName() + " wants.")
                    .at(context.place())
                    .near(NearNames.of(missing.get(0), values.keySet()))
                    .fix("correct the record or 'prefix', or load it as a Map<String, Double>"));
        }
    }

    private static Map<String, Double> numbers(Object value) {
        Map<String, Double> numbers = new TreeMap<>();
        Map<?, ?> given = value instanceof Map<?, ?> map ? map : Mapping.JSON.convertValue(value, Map.class);
        given.forEach((name, number) -> {
            if (number instanceof Number known) {
                numbers.put(String.valueOf(name), known.doubleValue());
            } else if (number instanceof String text) { // NaN and the infinite ones are texts in JSON
                numbers.put(String.valueOf(name), Double.valueOf(text));
            }
        });
        return numbers;
    }
}
