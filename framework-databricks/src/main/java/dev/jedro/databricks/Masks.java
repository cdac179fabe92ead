package dev.jedro.databricks;

import dev.jedro.config.Masking;
import dev.jedro.config.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hides secrets in texts. */
final class Masks {
    private static final int SHORTEST = 4;

    private Masks() {}

    static UnaryOperator<String> of(Collection<String> secrets) {
        List<String> longestFirst = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        return text -> {
            String masked = text;
            for (String secret : longestFirst) {
                masked = masked.replace(secret, Secret.MASK);
            }
            return Masking.userInfo(masked);
        };
    }
}
