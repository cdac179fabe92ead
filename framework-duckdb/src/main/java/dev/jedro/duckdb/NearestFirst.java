package dev.jedro.duckdb;

import dev.jedro.problem.NearNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that somebody may have meant, as a list for people that is never long. */
final class NearestFirst {
    private static final int MOST = 8;

    private NearestFirst() {}

    /** All names in their order if they are few; else those near to {@code wanted}, then the first ones, and how many more there are. */
    static String of(String wanted, List<String> names) {
        if (names.size() <= MOST) {
            return String.join(", ", names);
        }
        Set<String> ordered = new LinkedHashSet<>(NearNames.of(wanted, names));
        ordered.addAll(names);
        return ordered.stream().limit(MOST).collect(Collectors.joining(", ")) + " … and " + (ordered.size() - MOST)
                + " more";
    }
}
