package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of the configuration. */
public final class ConfigList implements ConfigValue {
    private final Place place;
    private final List<ConfigEntry> items;
    private final boolean interpolations;
    private final long weight;

    ConfigList(Place place, List<ConfigEntry> items) {
        this.place = place;
        this.items = items;
        boolean open = false;
        long sum = 1;
        for (ConfigEntry item : items) {
            open |= Tree.hasInterpolations(item.raw());
            sum += Tree.weight(item.raw());
        }
        this.interpolations = open;
        this.weight = sum;
    }

    /** The items in order. Resolves their interpolations. */
    public List<ConfigValue> items() {
        return items.stream().map(ConfigEntry::value).toList();
    }

    public int size() {
        return items.size();
    }

    List<ConfigEntry> rawItems() {
        return items;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public List<@Nullable Object> toJava() {
        List<@Nullable Object> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(item.value().toJava()));
        return Collections.unmodifiableList(values);
    }

    boolean hasInterpolations() {
        return interpolations;
    }

    long weight() {
        return weight;
    }

    @Override
    public String toString() {
        return items.stream().map(Tree::shown).collect(Collectors.joining(", ", "[", "]"));
    }
}
