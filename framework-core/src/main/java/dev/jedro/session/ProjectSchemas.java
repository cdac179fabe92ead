package dev.jedro.session;

import dev.jedro.catalog.CatalogSchema;
import dev.jedro.config.JsonSchema;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON Schemas of a project's configuration files, by the name of the file without its ending. */
final class ProjectSchemas {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private ProjectSchemas() {}

    static SortedMap<String, Map<String, Object>> of(ProjectState state) {
        SortedMap<String, Map<String, Object>> schemas = new TreeMap<>();
        schemas.put("catalog", CatalogSchema.of(state.types()));
        schemas.put("jedro", titled("jedro.yml", ProjectFile.schema()));
        schemas.put("parameters", titled("Parameters that the nodes of this project take", parameters(state)));
        return schemas;
    }

    private static Map<String, Object> titled(String title, Map<String, Object> schema) {
        Map<String, Object> titled = new LinkedHashMap<>();
        titled.put("$schema", DRAFT);
        titled.put("title", title);
        titled.putAll(schema);
        return titled;
    }

    /** Keys that no node takes are free: other values may be made of them. */
    private static Map<String, Object> parameters(ProjectState state) {
        Map<String, Object> root = open();
        Pipeline all = state.pipelines().union(List.copyOf(state.pipelines().names()));
        for (Node node : all.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                Input<?> input = node.inputs().get(i);
                if (input instanceof Param<?> param && !param.isWhole()) {
                    put(
                            root,
                            new ArrayList<>(List.of(param.name().split("\\.", -1))),
                            JsonSchema.of(node.inputTypes().get(i)));
                }
            }
        }
        return root;
    }

    private static Map<String, Object> open() {
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("type", "object");
        open.put("properties", new TreeMap<String, Object>());
        return open;
    }

    @SuppressWarnings("unchecked") // made by open()
    private static void put(Map<String, Object> map, List<String> path, Map<String, Object> schema) {
        Map<String, Object> properties = (Map<String, Object>) map.get("properties");
        if (!(properties instanceof TreeMap)) {
            return; // a node takes the whole as a record, which says more
        }
        String key = path.remove(0);
        if (path.isEmpty()) {
            properties.put(key, schema);
        } else {
            put((Map<String, Object>) properties.computeIfAbsent(key, k -> open()), path, schema);
        }
    }
}
