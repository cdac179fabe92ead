package dev.jedro.mlflow.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes and gives, as {@code MLmodel} says it and MLflow's tools check it: columns of a table, or tensors, in their order.
 *
 * <pre>{@code
 * new ModelSignature(
 *         List.of(new Column("engines", "double", true), new Column("crew", "double", false)),
 *         List.of(new Column("price", "double", true)))
 * }</pre>
 *
 * @param inputs at least one; all of one kind
 * @param outputs may be empty if they are not known
 */
public record ModelSignature(List<? extends Field> inputs, List<? extends Field> outputs) {

    public ModelSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a signature has at least one input");
        }
        requireOneKind(inputs);
        requireOneKind(outputs);
    }

    private static void requireOneKind(List<? extends Field> fields) {
        if (fields.stream().map(Field::getClass).distinct().count() > 1) {
            throw new IllegalArgumentException("columns and tensors cannot be mixed");
        }
    }

    /** One input or output. */
    public sealed interface Field {
        String name();

        /** As MLflow writes it in JSON. */
        Map<String, Object> described();
    }

    /**
     * A column of a table.
     *
     * @param type one of MLflow's: {@code boolean}, {@code integer}, {@code long}, {@code float}, {@code double}, {@code string}, {@code binary}, {@code datetime}
     * @param required whether every row has a value
     */
    public record Column(String name, String type, boolean required) implements Field {
        private static final Set<String> TYPES =
                Set.of("boolean", "integer", "long", "float", "double", "string", "binary", "datetime");

        public Column {
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException("'" + type + "' is no type of a column; MLflow has "
                        + String.join(", ", TYPES.stream().sorted().toList()));
            }
        }

        @Override
        public Map<String, Object> described() {
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("type", type);
            column.put("name", name);
            column.put("required", required);
            return column;
        }
    }

    /**
     * A tensor.
     *
     * @param type as NumPy names it, for instance {@code float32}
     * @param shape its lengths; -1 where any will do
     */
    public record Tensor(String name, String type, List<Long> shape) implements Field {
        public Tensor {
            shape = List.copyOf(shape);
        }

        @Override
        public Map<String, Object> described() {
            Map<String, Object> tensor = new LinkedHashMap<>();
            tensor.put("type", "tensor");
            tensor.put("name", name);
            tensor.put("tensor-spec", Map.of("dtype", type, "shape", shape));
            return tensor;
        }
    }

    private static final Pattern TENSOR = Pattern.compile("([a-z]+[0-9]*) ?\\[(-?\\d+(?:, ?-?\\d+)*)]");

    /**
     * Fields as a catalog writes them: by name {@code double} for a column, {@code double?} for one that may be missing, {@code float32[-1, 2]} for a tensor.
     *
     * @throws IllegalArgumentException with the name of the one that cannot be read
     */
    static List<Field> fields(Map<String, String> written) {
        List<Field> fields = new ArrayList<>();
        written.forEach((name, text) -> {
            Matcher tensor = TENSOR.matcher(text);
            if (tensor.matches()) {
                List<Long> shape = Pattern.compile(", ?")
                        .splitAsStream(tensor.group(2))
                        .map(Long::valueOf)
                        .toList();
                fields.add(new Tensor(name, tensor.group(1), shape));
            } else {
                boolean required = !text.endsWith("?");
                fields.add(new Column(name, required ? text : text.substring(0, text.length() - 1), required));
            }
        });
        return fields;
    }
}
