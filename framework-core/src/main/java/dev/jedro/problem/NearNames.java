package dev.jedro.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The nearest right names for a mistyped one. The measure is Ratcliff and Obershelp's ratio, that of Python's {@code difflib}: 2 × matched
 * characters ÷ all characters; names at 0.6 or above are near, at most three are given.
 */
public final class NearNames {
    private static final double NEAR = 0.6;
    private static final double TYPO = 0.75;
    private static final int MOST = 3;

    private NearNames() {}

    /** The names near to {@code wanted}, nearest first; upper and lower case count as the same letter. */
    public static List<String> of(String wanted, Collection<String> known) {
        return of(wanted, known, NEAR);
    }

    /** The names so near to {@code wanted} that one of them is probably meant, at 0.75 or above. */
    public static List<String> typosOf(String wanted, Collection<String> known) {
        return of(wanted, known, TYPO);
    }

    private static List<String> of(String wanted, Collection<String> known, double least) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return known.stream()
                .distinct()
                .map(name -> new Scored(name, ratio(lower, name.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.ratio >= least)
                .sorted(Comparator.comparingDouble(Scored::ratio).reversed().thenComparing(Scored::name))
                .limit(MOST)
                .map(Scored::name)
                .toList();
    }

    private record Scored(String name, double ratio) {}

    static double ratio(String a, String b) {
        int length = a.length() + b.length();
        return length == 0 ? 1.0 : 2.0 * matched(a, b) / length;
    }

    private static int matched(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int best = 0;
        int endA = 0;
        int endB = 0;
        int[] before = new int[b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            for (int j = 1; j <= b.length(); j++) {
                if (a.charAt(i - 1) == b.charAt(j - 1)) {
                    row[j] = before[j - 1] + 1;
                    if (row[j] > best) {
                        best = row[j];
                        endA = i;
                        endB = j;
                    }
                }
            }
            before = row;
        }
        if (best == 0) {
            return 0;
        }
        return best
                + matched(a.substring(0, endA - best), b.substring(0, endB - best))
                + matched(a.substring(endA), b.substring(endB));
    }
}
