package dev.jedro.config;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The secrets that the configuration has given so far, to mask them in texts that others wrote, such as the message of a database driver. Each is noted when it is
 * read or resolved, so that masking itself resolves nothing. Thread-safe.
 */
public final class SecretBook {
    /** Shorter values would mask parts of ordinary words. */
    private static final int SHORTEST = 4;

    private static final int SHORTEST_LINE = 8;

    private volatile List<String> longestFirst = List.of();

    /** A book of all texts and numbers in a value, whether or not they are marked as secret, as far as they have been resolved. */
    public static SecretBook of(ConfigValue value) {
        SecretBook book = new SecretBook();
        book.note(value, true);
        return book;
    }

    /** Notes a secret that stands in no configuration, such as a token in an environment variable. */
    public void note(String secret) {
        if (secret.length() >= SHORTEST && !longestFirst.contains(secret)) {
            add(new HashSet<>(Set.of(secret)));
        }
    }

    /** Notes the secrets in a value, as far as they have been resolved. */
    void note(ConfigValue value) {
        note(value, false);
    }

    private void note(ConfigValue value, boolean all) {
        Set<String> found = new HashSet<>();
        collect(value, all, found);
        if (!found.isEmpty() && !Set.copyOf(longestFirst).containsAll(found)) {
            add(found);
        }
    }

    private synchronized void add(Set<String> found) {
        found.addAll(longestFirst);
        longestFirst = found.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void collect(ConfigValue value, boolean all, Set<String> into) {
        if (value instanceof ConfigMap map) {
            map.rawEntries().values().forEach(entry -> entry.known().ifPresent(known -> collect(known, all, into)));
        } else if (value instanceof ConfigList list) {
            list.rawItems().forEach(item -> item.known().ifPresent(known -> collect(known, all, into)));
        } else if (value instanceof ConfigScalar scalar
                && (all || scalar.secret())
                && !scalar.hasInterpolations()
                && (scalar.value() instanceof String || scalar.value() instanceof Number)
                && scalar.text().length() >= SHORTEST) {
            into.add(scalar.text());
            // A key in several lines, as of PEM, may be told line by line.
            scalar.text()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(into::add);
        }
    }

    /** The text with every secret of four characters or more masked, and the user information of URLs with it. */
    public String masked(String text) {
        String masked = text;
        // Longest first, so that no rest of one is left after another that it contains.
        for (String secret : longestFirst) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return Masking.userInfo(masked);
    }
}
