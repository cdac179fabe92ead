package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key of a map or one item of a list: its place, and its value as written, resolved at the first look and then kept. */
final class ConfigEntry {
    private final Place keyPlace;
    private final ConfigValue raw;
    private final @Nullable Scope scope;
    private final String key;
    private volatile @Nullable Resolved resolved;

    /** A value and the interpolations that led to it. */
    record Resolved(ConfigValue value, List<Explanation.Step> steps) {}

    /** An entry as read, which belongs to no tree yet. */
    ConfigEntry(Place keyPlace, ConfigValue raw) {
        this(keyPlace, raw, null, "");
    }

    private ConfigEntry(Place keyPlace, ConfigValue raw, @Nullable Scope scope, String key) {
        this.keyPlace = keyPlace;
        this.raw = raw;
        this.scope = scope;
        this.key = key;
    }

    /** The entry as part of a tree in which its interpolations look for keys; itself if it has none, or belongs to one already. */
    ConfigEntry in(Scope where, String asKey) {
        return scope != null || !Tree.hasInterpolations(raw) ? this : new ConfigEntry(keyPlace, raw, where, asKey);
    }

    /** The place of the key; for a list item that of the value. */
    Place keyPlace() {
        return keyPlace;
    }

    /** The value as written. */
    ConfigValue raw() {
        return raw;
    }

    ConfigValue value() {
        return scope == null ? raw : value(Trail.start());
    }

    /** The value, if nothing has to be resolved for it any more. */
    Optional<ConfigValue> known() {
        Resolved known = resolved;
        return scope == null ? Optional.of(raw) : Optional.ofNullable(known).map(Resolved::value);
    }

    /** @param trail the entries that are being resolved and led here */
    ConfigValue value(Trail trail) {
        return scope == null ? raw : resolved(scope, trail).value();
    }

    List<Explanation.Step> steps() {
        return scope == null ? List.of() : resolved(scope, Trail.start()).steps();
    }

    private Resolved resolved(Scope where, Trail trail) {
        Resolved known = resolved;
        return known == null ? resolve(where, trail) : known;
    }

    private Resolved resolve(Scope where, Trail trail) {
        synchronized (where.tree().lock()) {
            Resolved known = resolved;
            if (known == null) {
                known = where.tree().resolve(raw, where, key, trail.with(this, where.pathOf(key)));
                resolved = known;
            }
            return known;
        }
    }
}
