package dev.jedro.docs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which file of the repository becomes which file of the site. */
final class Addresses {
    private static final String GUIDE = "docs/";
    private final Map<String, String> targets = new LinkedHashMap<>();

    /** Adds a file. The guide's own come to the top; of Markdown a page is made, of a README the index of its folder. */
    void add(String source) {
        String path = source.startsWith(GUIDE) ? source.substring(GUIDE.length()) : "repository/" + source;
        targets.put(source, path.replaceFirst("README\\.md$", "index.md").replaceFirst("\\.md$", ".html"));
    }

    /** Where a file is in the site that was added. */
    String target(String source) {
        return Objects.requireNonNull(targets.get(source), source);
    }

    /** Where a file is in the site; empty if it was not added. */
    Optional<String> find(String source) {
        return Optional.ofNullable(targets.get(source));
    }

    /**
     * Where a link of a page leads, as it stands in the site.
     *
     * @param source the page
     * @param link as written: relative to the source, perhaps with an anchor
     * @return empty if there is no such page
     */
    Optional<String> resolve(String source, String link) {
        String[] parts = link.split("#", 2);
        String anchor = parts.length == 1 ? "" : "#" + parts[1];
        if (parts[0].isEmpty()) {
            return Optional.of(anchor);
        }
        String target = targets.get(file(source, link));
        if (target == null) {
            return Optional.empty();
        }
        Path from = Objects.requireNonNull(Path.of("/" + target(source)).getParent());
        return Optional.of(from.relativize(Path.of("/" + target)).toString().replace('\\', '/') + anchor);
    }

    /** The file that a link leads to, below the repository. */
    static String file(String source, String link) {
        String path = link.split("#", 2)[0];
        return path.isEmpty()
                ? source
                : Path.of("/" + source)
                        .resolveSibling(path)
                        .normalize()
                        .toString()
                        .replace('\\', '/')
                        .substring(1);
    }
}
