package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.jedro.config.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters as flat texts: records and maps by their keys, everything else as one text. */
final class Flattening {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(new SimpleModule()
                    .addSerializer(new Masked())
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addSerializer(new Maybe()))
            .build();
    private final MlflowSettings.DictParams rule;

    Flattening(MlflowSettings.DictParams rule) {
        this.rule = rule;
    }

    /** @param name of the parameter; {@code parameters} stands for all of them, so that name is left out */
    Map<String, String> flat(String name, @Nullable Object value) {
        Map<String, String> into = new LinkedHashMap<>();
        JsonNode tree = tree(value);
        if (name.equals("parameters") && tree.isObject()) {
            tree.properties().forEach(field -> add(field.getKey(), field.getValue(), rule.flatten(), into));
        } else {
            add(name, tree, rule.flatten(), into);
        }
        return into;
    }

    private static JsonNode tree(@Nullable Object value) {
        try {
            return JSON.valueToTree(value);
        } catch (IllegalArgumentException e) { // a class that only its own code can read
            return JSON.getNodeFactory().textNode(String.valueOf(value));
        }
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
        if (value.isValueNode()) {
            return value.asText();
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static final class Masked extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1L;

        Masked() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Secret.MASK);
        }
    }

    @SuppressWarnings("rawtypes") // a serializer is for a class, and a class has no arguments
    private static final class Maybe extends StdSerializer<Optional> {
        private static final long serialVersionUID = 1L;

        Maybe() {
            super(Optional.class);
        }

        @Override
        public void serialize(Optional value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isPresent()) {
                provider.defaultSerializeValue(value.get(), out);
            } else {
                out.writeNull();
            }
        }
    }
}
