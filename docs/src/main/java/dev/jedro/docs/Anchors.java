package dev.jedro.docs;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names headings of one page as GitHub does: lower case, without punctuation, blanks as hyphens, repeated ones numbered. */
final class Anchors {
    private final Map<String, Integer> used = new HashMap<>();

    String next(String heading) {
        String anchor = heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
        int before = used.merge(anchor, 1, Integer::sum) - 1;
        return before == 0 ? anchor : anchor + "-" + before;
    }
}
