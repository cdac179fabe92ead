package dev.jedro.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds what stands at a path such as {@code a.b}, {@code a.0} or {@code a[0]}; a key that has dots itself is found too. */
final class ConfigPath {
    private static final Pattern BRACKET = Pattern.compile("\\[\\s*['\"]?([^\\]'\"]*)['\"]?\\s*]");

    private ConfigPath() {}

    static @Nullable ConfigEntry find(ConfigValue container, String path, Trail trail) {
        String dotted = path.indexOf('[') < 0 ? path : BRACKET.matcher(path).replaceAll(".$1");
        return step(container, dotted.startsWith(".") ? dotted.substring(1) : dotted, trail);
    }

    private static @Nullable ConfigEntry step(ConfigValue container, String path, Trail trail) {
        ConfigEntry whole = child(container, path);
        for (int dot = path.indexOf('.'); whole == null && dot > 0; dot = path.indexOf('.', dot + 1)) {
            ConfigEntry inner = child(container, path.substring(0, dot));
            if (inner != null) {
                whole = step(inner.value(trail), path.substring(dot + 1), trail);
            }
        }
        return whole;
    }

    private static @Nullable ConfigEntry child(ConfigValue container, String key) {
        if (container instanceof ConfigMap map) {
            return map.rawEntries().get(key);
        }
        if (container instanceof ConfigList list && key.matches("\\d{1,9}") && Integer.parseInt(key) < list.size()) {
            return list.rawItems().get(Integer.parseInt(key));
        }
        return null;
    }

    /** The deepest map that the path leads into, to find near names in. */
    static ConfigMap deepest(ConfigMap root, String path, Trail trail) {
        ConfigMap at = root;
        for (String key : path.split("\\.")) {
            ConfigEntry next = at.rawEntries().get(key);
            if (next == null || !(next.value(trail) instanceof ConfigMap inner)) {
                break;
            }
            at = inner;
        }
        return at;
    }
}
