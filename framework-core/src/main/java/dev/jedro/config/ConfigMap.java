package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A map of the configuration, its keys in file order, each key with its own place. Interpolations are resolved when a value is asked for, and only
 * that one, so a mistake in an entry that nobody reads does no harm.
 */
public final class ConfigMap implements ConfigValue {
    private final Place place;
    private final Map<String, ConfigEntry> entries;
    private final boolean interpolations;
    private final long weight;

    /** @param entries handed over: nobody may change it afterwards */
    ConfigMap(Place place, Map<String, ConfigEntry> entries) {
        this.place = place;
        this.entries = entries;
        boolean open = false;
        long sum = 1;
        for (ConfigEntry entry : entries.values()) {
            open |= Tree.hasInterpolations(entry.raw());
            sum += Tree.weight(entry.raw());
        }
        this.interpolations = open;
        this.weight = sum;
    }

    public static ConfigMap empty(Place place) {
        return new ConfigMap(place, Map.of());
    }

    /** A map made in code; values as in {@link ConfigValue#of}. */
    public static ConfigMap of(Map<String, ?> values, Place place) {
        return (ConfigMap) ConfigValue.of(values, place);
    }

    /** The value of a key, resolved; empty if there is no such key (a key whose value is null gives a scalar of null). */
    public Optional<ConfigValue> get(String key) {
        ConfigEntry entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    /** The value at a path such as {@code model_options.test_size} or {@code columns[0]}; a key that has dots itself is found too. */
    public Optional<ConfigValue> at(String path) {
        Trail trail = Trail.start();
        ConfigEntry entry = ConfigPath.find(this, path, trail);
        return entry == null ? Optional.empty() : Optional.of(entry.value(trail));
    }

    /** The keys in file order. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** Where a key is written; the place of the map if there is no such key. */
    public Place keyPlace(String key) {
        ConfigEntry entry = entries.get(key);
        return entry == null ? place : entry.keyPlace();
    }

    /** All keys with their values, in file order. Resolves all of them; iterate over {@link #keys()} to stay lazy. */
    public Map<String, ConfigValue> entries() {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value()));
        return Collections.unmodifiableMap(values);
    }

    /** A copy with one key added, or replaced where it stands: then the key keeps its place, and the value has its own. */
    public ConfigMap with(String key, ConfigValue value) {
        Map<String, ConfigEntry> copy = new LinkedHashMap<>(entries);
        copy.put(key, new ConfigEntry(has(key) ? keyPlace(key) : value.place(), value));
        return new ConfigMap(place, copy);
    }

    /** A copy in which each value is what {@code change} makes of it, at its key's place; this map itself if nothing is another object then. Resolves all values. */
    public ConfigMap map(UnaryOperator<ConfigValue> change) {
        Map<String, ConfigEntry> changed = null;
        for (Map.Entry<String, ConfigEntry> entry : entries.entrySet()) {
            ConfigValue before = entry.getValue().value();
            ConfigValue after = change.apply(before);
            if (after != before) {
                changed = changed == null ? new LinkedHashMap<>(entries) : changed;
                changed.put(entry.getKey(), new ConfigEntry(entry.getValue().keyPlace(), after));
            }
        }
        return changed == null ? this : new ConfigMap(place, changed);
    }

    /** A copy without some keys; keys that are not there do no harm. */
    public ConfigMap without(Collection<String> keys) {
        Map<String, ConfigEntry> copy = new LinkedHashMap<>(entries);
        copy.keySet().removeAll(keys);
        return new ConfigMap(place, copy);
    }

    Map<String, ConfigEntry> rawEntries() {
        return entries;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Map<String, @Nullable Object> toJava() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> values.put(key, entry.value().toJava()));
        return Collections.unmodifiableMap(values);
    }

    boolean hasInterpolations() {
        return interpolations;
    }

    long weight() {
        return weight;
    }

    /** The map with secrets masked. */
    @Override
    public String toString() {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + Tree.shown(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
