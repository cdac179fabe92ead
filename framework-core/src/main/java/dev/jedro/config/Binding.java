package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One act of binding: walks value and type together and collects what does not fit. */
final class Binding {
    /** Given back where a problem was reported; null is a value. */
    static final Object FAILED = new Object();

    private final Problems problems;

    Binding(Problems problems) {
        this.problems = problems;
    }

    /** @param path the keys that led here, for messages; empty at the top */
    @Nullable
    Object bind(ConfigValue value, Type type, String path, boolean nullable) {
        Class<?> raw = TypeText.raw(type);
        if (raw.isPrimitive() || (raw == String.class && !nullable)) {
            return ScalarBinding.bind(value, type, path, problems);
        }
        if (raw == Optional.class) {
            Object inner = bind(value, TypeArguments.of(type, 0), path, true);
            return inner == FAILED ? FAILED : Optional.ofNullable(inner);
        }
        if (raw == ConfigValue.class || (ConfigValue.class.isAssignableFrom(raw) && raw.isInstance(value))) {
            return value;
        }
        if (value instanceof ConfigScalar scalar
                && scalar.value() == null
                && !raw.isPrimitive()
                && (nullable || raw == Object.class)) {
            return null;
        }
        if (raw == Object.class) {
            return value.toJava();
        }
        if (raw.isRecord() && raw != Secret.class) {
            return value instanceof ConfigMap map ? record(map, type, path) : mistyped(value, type, path);
        }
        if (raw.isInterface() && raw.isSealed() && !ConfigValue.class.isAssignableFrom(raw)) {
            return value instanceof ConfigMap map ? sealed(map, raw, path) : mistyped(value, type, path);
        }
        if (Map.class == raw) {
            return value instanceof ConfigMap map ? map(map, type, path) : mistyped(value, type, path);
        }
        if (raw.isArray()
                || raw == List.class
                || raw == Collection.class
                || raw == Iterable.class
                || raw == Set.class) {
            return value instanceof ConfigList list ? list(list, type, raw, path) : mistyped(value, type, path);
        }
        return ScalarBinding.bind(value, type, path, problems);
    }

    /** Resolves first: what is wrong with an interpolation is a problem beside the others. */
    private @Nullable Object bind(@Nullable ConfigEntry entry, Type type, String path, boolean nullable) {
        try {
            return bind(Objects.requireNonNull(entry).value(), type, path, nullable);
        } catch (JedroException e) {
            problems.addAll(e.problems());
            return FAILED;
        }
    }

    private Object record(ConfigMap map, Type type, String path) {
        Class<?> raw = TypeText.raw(type);
        RecordShape shape = RecordShape.of(raw);
        if (shape.mistake().isPresent()) {
            return unbindable(map, type, path, shape.mistake().get());
        }
        @Nullable Object[] values = new Object[shape.slots().size()];
        boolean[] given = new boolean[values.length];
        boolean good = true;
        for (String key : map.keys()) {
            RecordShape.Slot slot = shape.slot(key);
            if (slot == null) {
                unknown(map, key, path, shape.keys());
                good = false;
            } else if (given[slot.index()]) {
                problems.add(
                        Problem.error(ConfigCode.DUPLICATE_KEY, "'" + key + "' and '" + slot.key() + "' mean the same")
                                .at(map.keyPlace(key))
                                .fix("keep '" + slot.key() + "'"));
                good = false;
            } else {
                given[slot.index()] = true;
                Type slotType = TypeArguments.resolve(slot.type(), type, raw);
                Object bound = bind(map.rawEntries().get(key), slotType, join(path, key), slot.nullable());
                good &= bound != FAILED;
                values[slot.index()] = bound;
            }
        }
        for (RecordShape.Slot slot : shape.slots()) {
            if (!given[slot.index()]) {
                values[slot.index()] = slot.fallback();
                if (!slot.optional()) {
                    missing(map, slot, path);
                    good = false;
                }
            }
        }
        return good ? create(shape, values, map, path) : FAILED;
    }

    private Object create(RecordShape shape, @Nullable Object[] values, ConfigMap map, String path) {
        try {
            return shape.create(values);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof JedroException known) {
                for (Problem problem : known.problems()) {
                    boolean isPlaced = !problem.where().isEmpty();
                    problems.add(isPlaced ? problem : problem.at(culprit(shape, map, problem.what())));
                }
            } else if (cause instanceof Error error && !(error instanceof AssertionError)) {
                throw error;
            } else {
                String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
                problems.add(
                        Problem.error(ConfigCode.REFUSED, subject(path) + " is refused: " + withoutSecrets(why, map))
                                .at(culprit(shape, map, why))
                                .fix("change the value so that the record accepts it"));
            }
            return FAILED;
        }
    }

    /** What others said about a value, with the secrets that are in the value masked. */
    static String withoutSecrets(String said, ConfigValue value) {
        SecretBook secrets = new SecretBook();
        secrets.note(value);
        return secrets.masked(said);
    }

    /** The value that the message names, if it names one that is written; else the map. */
    private static Place culprit(RecordShape shape, ConfigMap map, String why) {
        for (RecordShape.Slot slot : shape.slots()) {
            Pattern name = Pattern.compile(
                    "\\b(" + Pattern.quote(slot.component()) + "|" + Pattern.quote(slot.key()) + ")\\b");
            String key = map.has(slot.key()) ? slot.key() : slot.component();
            if (map.has(key) && name.matcher(why).find()) {
                return map.get(key).orElseThrow().place();
            }
        }
        return map.place();
    }

    private Object sealed(ConfigMap map, Class<?> type, String path) {
        Map<String, Class<?>> choices = new LinkedHashMap<>();
        for (Class<?> choice : type.getPermittedSubclasses()) {
            choices.put(SnakeCase.of(choice.getSimpleName()), choice);
        }
        ConfigValue chosen = map.get("type").orElse(null);
        if (chosen == null) {
            problems.add(Problem.error(ConfigCode.MISSING_OPTION, subject(path) + " needs the key 'type'")
                    .at(map.place())
                    .fix("add 'type: " + String.join("' or 'type: ", choices.keySet()) + "'"));
            return FAILED;
        }
        Class<?> choice = choices.get(chosen.toString());
        if (choice == null) {
            problems.add(ScalarBinding.unknownChoice(chosen, join(path, "type"), List.copyOf(choices.keySet())));
            return FAILED;
        }
        return record(map.without(List.of("type")), choice, path);
    }

    private Object map(ConfigMap map, Type type, String path) {
        if (TypeText.raw(TypeArguments.of(type, 0)) != String.class && type != Map.class) {
            return unbindable(map, type, path, "the keys of a Map must be String");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean good = true;
        for (String key : map.keys()) {
            Object bound = bind(map.rawEntries().get(key), TypeArguments.of(type, 1), join(path, key), false);
            good &= bound != FAILED;
            values.put(key, bound);
        }
        return good ? Collections.unmodifiableMap(values) : FAILED;
    }

    private Object list(ConfigList list, Type type, Class<?> raw, String path) {
        Type item = raw.isArray() ? raw.getComponentType() : TypeArguments.of(type, 0);
        List<@Nullable Object> values = new ArrayList<>(list.size());
        boolean good = true;
        for (ConfigEntry entry : list.rawItems()) {
            Object bound = bind(entry, item, path + "[" + values.size() + "]", false);
            good &= bound != FAILED;
            values.add(bound);
        }
        if (!good) {
            return FAILED;
        }
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), values.size());
            for (int i = 0; i < values.size(); i++) {
                Array.set(array, i, values.get(i));
            }
            return array;
        }
        return raw == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : Collections.unmodifiableList(values);
    }

    private void unknown(ConfigMap map, String key, String path, List<String> known) {
        List<String> near = NearNames.of(key, known);
        problems.add(
                Problem.error(ConfigCode.UNKNOWN_OPTION, "'" + join(path, key) + "' is not a key that is known here")
                        .at(map.keyPlace(key))
                        .near(near)
                        .fix(
                                !near.isEmpty()
                                        ? "rename it to '" + near.get(0) + "'"
                                        : known.isEmpty()
                                                ? "remove it; nothing can be set here"
                                                : "remove it, or use one of: " + String.join(", ", known)));
    }

    private void missing(ConfigMap map, RecordShape.Slot slot, String path) {
        problems.add(Problem.error(ConfigCode.MISSING_OPTION, "'" + join(path, slot.key()) + "' is missing")
                .at(map.place())
                .fix("add '" + slot.key() + ": …' (" + Wanted.of(slot.type()) + ")"));
    }

    private Object unbindable(ConfigValue value, Type type, String path, String why) {
        problems.add(Problem.error(
                        ConfigCode.UNBINDABLE, subject(path) + " cannot be bound to " + type.getTypeName() + ": " + why)
                .at(value.place())
                .fix("use a record, or one of the types of the guide"));
        return FAILED;
    }

    private Object mistyped(ConfigValue value, Type type, String path) {
        problems.add(wrongType(value, path, Wanted.of(type)));
        return FAILED;
    }

    static Problem wrongType(ConfigValue value, String path, String wanted) {
        return Problem.error(
                        ConfigCode.WRONG_TYPE, subject(path) + " must be " + wanted + ", but is " + Wanted.found(value))
                .at(value.place())
                .fix("write " + wanted);
    }

    static String subject(String path) {
        return path.isEmpty() ? "The value" : "'" + path + "'";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
