package dev.jedro.config;

import dev.jedro.problem.Place;

/** One key of a map or one item of a list: its place, and its value as written, resolved at the first look. */
final class ConfigEntry {
    private final Place keyPlace;
    private final ConfigValue raw;

    ConfigEntry(Place keyPlace, ConfigValue raw) {
        this.keyPlace = keyPlace;
        this.raw = raw;
    }

    /** The place of the key; for a list item that of the value. */
    Place keyPlace() {
        return keyPlace;
    }

    ConfigValue raw() {
        return raw;
    }

    ConfigValue value() {
        return raw;
    }

    boolean unresolved() {
        return raw.unresolved();
    }
}
