package dev.jedro.session;

import dev.jedro.config.ConfigList;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.config.Masking;
import dev.jedro.config.ProjectConfig;
import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Masks what is secret in a text that comes from elsewhere, such as the message of a database driver: the values of the credentials, secrets in other sections, and
 * what stands before the host of a URL.
 */
final class Redaction implements UnaryOperator<String> {
    /** Shorter values would mask parts of ordinary words. */
    private static final int SHORTEST = 4;

    private final ProjectConfig config;

    Redaction(ProjectConfig config) {
        this.config = config;
    }

    @Override
    public String apply(String text) {
        String masked = text;
        for (String secret : secrets()) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return Masking.userInfo(masked);
    }

    /** Longest first, so that no rest of one is left after another that it contains. */
    private List<String> secrets() {
        Set<String> secrets = new HashSet<>();
        for (String section : List.of("credentials", "parameters", "catalog")) {
            try {
                collect(config.section(section), secrets);
            } catch (JedroException unreadable) {
                // then nobody has got any of its secrets either
            }
        }
        return secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void collectEntry(ConfigMap map, String key, Set<String> into) {
        try {
            map.get(key).ifPresent(item -> collect(item, into));
        } catch (JedroException unresolved) {
            // a variable that is not set is no secret
        }
    }

    private static void collect(ConfigValue value, Set<String> into) {
        if (value instanceof ConfigMap map) {
            for (String key : map.keys()) {
                collectEntry(map, key, into);
            }
        } else if (value instanceof ConfigList list) {
            list.items().forEach(item -> collect(item, into));
        } else if (value instanceof ConfigScalar scalar
                && scalar.secret()
                && (scalar.value() instanceof String || scalar.value() instanceof Number)
                && scalar.text().length() >= SHORTEST) {
            into.add(scalar.text());
        }
    }
}
