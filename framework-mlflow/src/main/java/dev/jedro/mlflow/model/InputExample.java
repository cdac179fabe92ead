package dev.jedro.mlflow.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a model takes, in the two files in which MLflow keeps it: as data, and as the body of a request to a server that scores.
 *
 * <p>Rows of a table become a data frame in pandas' {@code split} form; lists of lists are tensors. Both lie there as {@code mlflow.models.utils._Example} writes them since MLflow 2.16, which
 * has the second file.
 */
record InputExample(Object data, boolean tensors) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "input_example.json";
    private static final String REQUEST = "serving_input_example.json";

    /**
     * Reads one row (a map of single values), rows (a list of such maps) or tensors (a map of lists, or lists of lists).
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static InputExample of(Object example) {
        if (example instanceof Map<?, ?> map && !map.isEmpty()) {
            boolean lists = map.values().stream().allMatch(List.class::isInstance);
            return lists ? new InputExample(map, true) : frame(List.of(map));
        }
        if (example instanceof List<?> list && !list.isEmpty()) {
            if (list.stream().allMatch(Map.class::isInstance)) {
                return frame(list);
            }
            if (list.stream().allMatch(List.class::isInstance)) {
                return new InputExample(list, true);
            }
        }
        throw new IllegalArgumentException(
                "input_example must be a row such as {engines: 2.0}, a list of rows, or tensors such as {x: [[1.0, 2.0]]}");
    }

    private static InputExample frame(List<?> rows) {
        Set<Object> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(((Map<?, ?>) row).keySet()));
        List<List<@Nullable Object>> data = new ArrayList<>();
        for (Object row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            columns.forEach(column -> values.add(((Map<?, ?>) row).get(column)));
            data.add(values);
        }
        Map<String, Object> split = new LinkedHashMap<>();
        split.put("columns", columns);
        split.put("data", data);
        return new InputExample(split, false);
    }

    /** Writes both files; returns what {@code MLmodel} says of them. */
    Map<String, Object> write(Path folder) throws IOException {
        Map<String, Object> request = Map.of(tensors ? "inputs" : "dataframe_split", data);
        Files.writeString(folder.resolve(DATA), JSON.writeValueAsString(data));
        Files.writeString(folder.resolve(REQUEST), JSON.writeValueAsString(request));
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("artifact_path", DATA);
        said.put("serving_input_path", REQUEST);
        said.put("type", tensors ? "ndarray" : "dataframe");
        if (!tensors) {
            said.put("pandas_orient", "split");
        }
        return said;
    }
}
