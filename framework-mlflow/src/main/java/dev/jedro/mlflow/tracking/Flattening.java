package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters as flat texts: records and maps by their keys, everything else as one text. */
final class Flattening {
    private final MlflowSettings.DictParams rule;

    Flattening(MlflowSettings.DictParams rule) {
        this.rule = rule;
    }

    /** @param name of the parameter; {@code parameters} stands for all of them, so that name is left out */
    Map<String, String> flat(String name, @Nullable Object value) {
        Map<String, String> into = new LinkedHashMap<>();
        JsonNode tree = ParameterTree.of(value);
        if (name.equals("parameters") && tree.isObject()) {
            tree.properties().forEach(field -> add(field.getKey(), field.getValue(), rule.flatten(), into));
        } else {
            add(name, tree, rule.flatten(), into);
        }
        return into;
    }

    private void add(String key, JsonNode value, boolean open, Map<String, String> into) {
        if (open && value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(field -> add(key + rule.sep() + field.getKey(), field.getValue(), rule.recursive(), into));
        } else {
            into.put(Names.of(key), text(value));
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
