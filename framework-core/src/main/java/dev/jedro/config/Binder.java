package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problems;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * Turns configuration into records, strictly: every unknown, missing or mistyped key is a problem at its own line, and all of them are told at
 * once.
 *
 * <p>The keys of a record are its components in snake case ({@code testSize} is {@code test_size}; the component's own spelling is read too). A
 * component may be missing if it is an {@code Optional}, is marked {@code @Nullable}, or if the record says what it is by default in a method
 * {@code static R defaults()} without parameters; that needs no import of Jedro's:
 *
 * <pre>{@code
 * record ModelOptions(double testSize, int randomState, List<String> features) {
 *     static ModelOptions defaults() {
 *         return new ModelOptions(0.2, 3, List.of());
 *     }
 * }
 * }</pre>
 *
 * <p>Components may be records, lists, sets, maps with text keys, arrays, enums (case and {@code -} or {@code _} do not matter), numbers, truth
 * values, texts, {@code Duration} ({@code 90s}, {@code 1h30m}, ISO), {@code Path}, {@code LocalDate} and their like, {@link Secret}, {@code
 * Object} (plain Java values), {@link ConfigValue} itself, and sealed interfaces of records (chosen by the key {@code type}). What a constructor
 * throws becomes a problem at the line of the map.
 */
public final class Binder {
    private Binder() {}

    /**
     * Binds or throws.
     *
     * @throws JedroException with all problems, if the value does not fit
     */
    public static <T> T bind(ConfigValue value, Class<T> type) {
        Problems problems = new Problems();
        Optional<T> bound = bind(value, type, problems);
        problems.throwIfErrors();
        return bound.orElseThrow(() -> new JedroException(Binding.wrongType(value, "", Wanted.of(type))));
    }

    /**
     * Binds and collects.
     *
     * @param into receives all problems
     * @return empty if there are problems, or if the value is null and the type allows that
     */
    @SuppressWarnings("unchecked") // Binding gives what the type says
    public static <T> Optional<T> bind(ConfigValue value, Class<T> type, Problems into) {
        return (Optional<T>) bind(value, (Type) type, into);
    }

    /** As {@link #bind(ConfigValue, Class, Problems)} for a generic type such as {@code List<Company>}. */
    public static Optional<Object> bind(ConfigValue value, Type type, Problems into) {
        Object bound = new Binding(into).bind(value, type, "", true);
        return bound == Binding.FAILED ? Optional.empty() : Optional.ofNullable(bound);
    }

    /** The keys that a record reads, in the order of its components; for schemas and documentation. */
    public static List<Option> describe(Class<? extends Record> type) {
        return RecordShape.of(type).options();
    }

    /**
     * One key of a record.
     *
     * @param key in snake case
     * @param type the component's type
     * @param required whether it has to be written
     * @param fallback what it is if it is not written; empty if required or null
     */
    public record Option(String key, Type type, boolean required, Optional<Object> fallback) {}
}
