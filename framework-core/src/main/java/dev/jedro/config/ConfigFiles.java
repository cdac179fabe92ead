package dev.jedro.config;

import java.util.Arrays;

/** Which files count as configuration, and to which section they belong. */
final class ConfigFiles {
    private ConfigFiles() {}

    static boolean isConfig(String path) {
        return (path.endsWith(".yml") || path.endsWith(".yaml") || path.endsWith(".json")) && !isHidden(path);
    }

    /** Whether a part of the path begins with a dot. */
    static boolean isHidden(String path) {
        return Arrays.stream(path.split("/")).anyMatch(part -> part.startsWith("."));
    }

    /** The patterns {@code name*}, {@code name*}{@code /**} and {@code **}{@code /name*}. */
    static boolean belongs(String path, String section) {
        return path.startsWith(section)
                || path.substring(path.lastIndexOf('/') + 1).startsWith(section);
    }
}
