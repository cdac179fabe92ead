package dev.jedro.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Code that a page shows and a test compiles. In the page:
 *
 * <pre>
 * &lt;!-- snippet: SomeGuideTest#wiring --&gt;
 * ```java
 * ...
 * ```
 * </pre>
 *
 * <p>In {@code SomeGuideTest.java}, below {@code src/test/java} of any module, the same lines stand between {@code // snippet: wiring} and
 * {@code // end}, at any indentation.
 */
final class Snippets {
    private static final Pattern BLOCK =
            Pattern.compile("<!-- snippet: (\\w+)#([\\w-]+) -->\\s*\\n```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("(?m)^<!-- snippet:");

    record Shown(String file, String name, String code) {}

    private Snippets() {}

    /** The marked blocks of a page; fails where a mark is not followed by a block of Java. */
    static List<Shown> shownIn(String page) {
        List<Shown> shown = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            shown.add(new Shown(block.group(1), block.group(2), block.group(3)));
        }
        long marks = MARK.matcher(page).results().count();
        if (marks != shown.size()) {
            throw new AssertionError(
                    marks + " snippet marks but " + shown.size() + " blocks of ```java right below one");
        }
        return shown;
    }

    /** The lines between {@code // snippet: name} and {@code // end}, moved to the left margin. */
    static String in(String source, String name) {
        List<String> lines = source.lines()
                .dropWhile(line -> !line.strip().equals("// snippet: " + name))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .toList();
        if (lines.isEmpty()) {
            throw new AssertionError("no '// snippet: " + name + "'");
        }
        return String.join("\n", lines).stripIndent().strip();
    }

    /** The source of a test class of any module. */
    static String sourceOf(String testClass) throws IOException {
        for (Path module : modules()) {
            Path tests = module.resolve("src/test/java");
            if (Files.isDirectory(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    Path found = files.filter(file -> file.endsWith(testClass + ".java"))
                            .findFirst()
                            .orElse(null);
                    if (found != null) {
                        return Files.readString(found);
                    }
                }
            }
        }
        throw new AssertionError("no " + testClass + ".java below src/test/java of any module");
    }

    static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(repository())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** The pages of the guide. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(repository().resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** Those, and the pages at the root of the repository. */
    static List<Path> allPages() throws IOException {
        List<Path> pages = new ArrayList<>(pages());
        try (Stream<Path> files = Files.list(repository())) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static Path repository() {
        Path module = Path.of("").toAbsolutePath();
        Path parent = module.getParent();
        if (parent == null) {
            throw new IllegalStateException("run in a module's folder, not in " + module);
        }
        return parent;
    }
}
