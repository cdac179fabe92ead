package dev.jedro.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration as text for people and machines: keys in file order, secrets masked, interpolations resolved. */
public final class ConfigText {
    private ConfigText() {}

    /** In block style; ends with a line end. */
    public static String yaml(ConfigValue value) {
        return yaml(masked(value));
    }

    /** As {@link #yaml(ConfigValue)}, of what {@link #masked} gave, alone or in maps and lists. */
    public static String yaml(@Nullable Object masked) {
        return YamlEvents.text(masked);
    }

    /** Indented; without a line end at the end. */
    public static String json(ConfigValue value) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(masked(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain maps and lists cannot fail", e);
        }
    }

    /** As {@link ConfigValue#toJava()}, with a mask for every secret and for the user information of URLs. */
    public static @Nullable Object masked(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            map.entries().forEach((key, item) -> shown.put(key, masked(item)));
            return shown;
        }
        if (value instanceof ConfigList list) {
            List<@Nullable Object> shown = new ArrayList<>();
            list.items().forEach(item -> shown.add(masked(item)));
            return shown;
        }
        ConfigScalar scalar = (ConfigScalar) value;
        return scalar.secret() || scalar.value() instanceof String ? scalar.shown() : scalar.value();
    }
}
