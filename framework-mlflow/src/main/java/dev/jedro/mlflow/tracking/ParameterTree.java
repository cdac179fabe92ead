package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.config.Secret;
import dev.jedro.problem.SnakeCase;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parameter's value as a tree, with the names that it has in YAML. Written for what parameters are nearly always made of, records, maps, lists and plain values: a mapper of Jackson takes
 * longer to make than many a node.
 */
final class ParameterTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ParameterTree() {}

    /** Made only for a class of which nothing else is known. */
    private static final class Beans {
        static final JsonMapper JSON = JsonMapper.builder()
                .findAndAddModules()
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    /** Secrets are masked. */
    static JsonNode of(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Secret) {
            return NODES.textNode(Secret.MASK);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Enum<?> constant) {
            return NODES.textNode(constant.name());
        }
        if (isText(value)) {
            return NODES.textNode(value.toString());
        }
        return value instanceof Optional<?> maybe ? of(maybe.orElse(null)) : container(value);
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Path
                || value instanceof TemporalAccessor
                || value instanceof Duration;
    }

    private static JsonNode number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.intValue());
        }
        if (number instanceof Long) {
            return NODES.numberNode(number.longValue());
        }
        if (number instanceof Float) {
            return NODES.numberNode(number.floatValue());
        }
        if (number instanceof BigDecimal decimal) {
            return NODES.numberNode(decimal);
        }
        if (number instanceof BigInteger whole) {
            return NODES.numberNode(whole);
        }
        return NODES.numberNode(number.doubleValue());
    }

    private static JsonNode container(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), of(item)));
            return object;
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(of(item)));
            return array;
        }
        try {
            return value instanceof Record made ? components(made) : Beans.JSON.valueToTree(value);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return NODES.textNode(value.toString()); // a class that only its own code can read
        }
    }

    private static ObjectNode components(Record made) throws ReflectiveOperationException {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : made.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.trySetAccessible(); // a record need not be public
            object.set(SnakeCase.of(component.getName()), of(accessor.invoke(made)));
        }
        return object;
    }
}
