package dev.jedro.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which the guide is read: that of the links in the tables of {@code docs/README.md}, with its headings as sections.
 *
 * @param sections in order
 */
record Navigation(List<Section> sections) {
    private static final Pattern ROW = Pattern.compile("^\\| *\\[([^\\]]+)]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    /** @param entries in order */
    record Section(String title, List<Entry> entries) {}

    /**
     * A page.
     *
     * @param target in the site
     */
    record Entry(String title, String target) {}

    /** Reads the index of the guide. */
    static Navigation of(String index, String source, Addresses addresses) {
        List<Section> sections = new ArrayList<>();
        String title = "";
        List<Entry> entries = new ArrayList<>();
        for (String line : index.lines().toList()) {
            if (line.startsWith("## ")) {
                add(sections, title, entries);
                title = line.substring(3).strip();
                entries = new ArrayList<>();
            }
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                Optional<String> target = addresses.find(Addresses.file(source, row.group(2)));
                if (target.isPresent()) {
                    entries.add(new Entry(row.group(1), target.get()));
                }
            }
        }
        add(sections, title, entries);
        return new Navigation(List.copyOf(sections));
    }

    private static void add(List<Section> sections, String title, List<Entry> entries) {
        if (!entries.isEmpty()) {
            sections.add(new Section(title, List.copyOf(entries)));
        }
    }

    private List<Entry> entries() {
        return sections.stream().flatMap(section -> section.entries().stream()).toList();
    }

    /** The page that is read after another, or before it. */
    Optional<Entry> beside(String target, int steps) {
        List<Entry> all = entries();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).target().equals(target)) {
                int other = i + steps;
                return other >= 0 && other < all.size() ? Optional.of(all.get(other)) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
