package dev.jedro.cli.project;

import dev.jedro.config.ConfigList;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Configuration for eyes and programs, with secrets masked. */
final class Masked {
    private Masked() {}

    /** Maps, lists, strings, numbers and booleans. */
    static @Nullable Object value(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, item) -> values.put(key, value(item)));
            return values;
        }
        if (value instanceof ConfigList list) {
            return list.items().stream().map(Masked::value).toList();
        }
        ConfigScalar scalar = (ConfigScalar) value;
        // A text is shown by its own toString, which masks a secret and the password in an address.
        return scalar.secret() || scalar.value() instanceof String ? scalar.toString() : scalar.toJava();
    }

    static String yaml(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(120);
        options.setSplitLines(false);
        return new Yaml(options).dump(value);
    }
}
