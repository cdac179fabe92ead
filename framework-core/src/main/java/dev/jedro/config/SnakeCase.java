package dev.jedro.config;

import java.util.Locale;

/** The spelling of configuration keys. */
final class SnakeCase {
    private SnakeCase() {}

    /** {@code testSize} becomes {@code test_size}, {@code baseURL} {@code base_url}, {@code URLPath} {@code url_path}. */
    static String of(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
