package dev.jedro.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    @TempDir
    Path folder;

    private Path written(String name) {
        return folder.resolve("site").resolve(name);
    }

    @Nested
    class TheGuide {
        private Site site;

        @BeforeEach
        void build() throws IOException {
            site = Site.of(Path.of(".."));
            site.writeTo(folder.resolve("site"));
        }

        @Test
        void leadsToEveryPageFromEveryPage() throws IOException {
            List<String> pages = site.pages().stream()
                    .map(Page::target)
                    .filter(target -> !target.contains("/") && !target.equals("index.html"))
                    .toList();
            assertThat(Files.readString(written("catalog.html")))
                    .contains(
                            pages.stream().map(page -> "href=\"" + page + "\"").toArray(String[]::new));
        }

        @Test
        void loadsNothingFromElsewhere() throws IOException {
            Pattern loaded = Pattern.compile("(?:src|<link[^>]*href)=\"([^\"]*)\"|url\\(|@import");
            try (Stream<Path> files = Files.walk(folder.resolve("site"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".html")).toList()) {
                    Matcher each = loaded.matcher(Files.readString(file));
                    while (each.find()) {
                        assertThat(file.resolveSibling(each.group(1))).exists();
                    }
                }
            }
        }

        @Test
        void hasOnlyLinksThatLeadSomewhere() throws IOException {
            Pattern link = Pattern.compile("<a [^>]*href=\"([^\"]*)\"");
            try (Stream<Path> files = Files.walk(folder.resolve("site"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".html")).toList()) {
                    Matcher each = link.matcher(Files.readString(file));
                    while (each.find()) {
                        if (!each.group(1).matches("[a-z]+:.*")) {
                            String[] parts = each.group(1).split("#", 2);
                            Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
                            assertThat(target).exists();
                            if (parts.length == 2) {
                                assertThat(Files.readString(target)).contains("id=\"" + parts[1] + "\"");
                            }
                        }
                    }
                }
            }
        }

        @Test
        void canBeSearched() {
            assertThat(written("search.js"))
                    .content()
                    .startsWith("window.guide = [")
                    .contains("\"to\":\"catalog.html#versions\"");
        }
    }

    @Nested
    class APage {
        private void page(String name, String text) throws IOException {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }

        private String html(String text) throws IOException {
            page(
                    "docs/README.md",
                    "# Guide\n\n## Begin\n\n| page | |\n|---|---|\n| [One](one.md) | |\n| [Two](two.md) | |\n");
            page("docs/one.md", text);
            page("docs/two.md", "# Two\n\n## A part\n");
            page("docs/decisions/001-a.md", "# A\n\n[back](../one.md)\n");
            page("LICENSE", "free");
            page("README.md", "# Read me\n\n[guide](docs/README.md) [licence](LICENSE)\n");
            Site.of(folder).writeTo(folder.resolve("site"));
            return Files.readString(written("one.html"));
        }

        @Test
        void linksToPagesOfTheSite() throws IOException {
            assertThat(
                            html(
                                    "# One\n\n[two](two.md#a-part) [a](decisions/001-a.md) [readme](../README.md) [out](https://kedro.org)\n"))
                    .contains("href=\"two.html#a-part\"", "href=\"decisions/001-a.html\"")
                    .contains("href=\"repository/index.html\"", "href=\"https://kedro.org\"");
            assertThat(written("decisions/001-a.html")).content().contains("href=\"../one.html\"", "../site.css");
            assertThat(written("repository/index.html"))
                    .content()
                    .contains("href=\"../index.html\"", "href=\"LICENSE\"");
            assertThat(written("repository/LICENSE")).hasContent("free");
        }

        @Test
        void standsBetweenThoseBeforeAndAfter() throws IOException {
            html("# One\n");

            assertThat(written("two.html"))
                    .content()
                    .contains("rel=\"prev\" href=\"one.html\"")
                    .doesNotContain("rel=\"next\"");
            assertThat(written("one.html"))
                    .content()
                    .contains("rel=\"next\" href=\"two.html\"", "aria-current=\"page\"");
        }

        @Test
        void numbersHeadingsThatRepeat() throws IOException {
            assertThat(html("# One\n\n## It's `here`\n\n## It's here\n"))
                    .contains("<h2 id=\"its-here\">", "<h2 id=\"its-here-1\">", "href=\"#its-here-1\"");
        }

        @Test
        void coloursCodeAndEscapesIt() throws IOException {
            assertThat(
                            html(
                                    "# One\n\n```java\nList<String> a; // <b>\n```\n\n```console\n$ jedro run\nJED-104  no\n```\n\n```text\n<x>\n```\n"))
                    .contains("List&lt;String&gt; a; <span class=\"comment\">// &lt;b&gt;</span>")
                    .contains("<span class=\"keyword\">$ jedro run</span>", "<span class=\"mark\">JED-104</span>")
                    .contains("<code>&lt;x&gt;");
        }

        @Test
        void hidesTheMarksOfTests() throws IOException {
            assertThat(html("# One\n\n<!-- not run: a sketch -->\n```yaml\na: 1\n```\n"))
                    .doesNotContain("not run");
        }

        @Test
        void mustNotLinkToNowhere() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> html("# One\n\n[a](no.md) [b](../none.md)\n"))
                    .withMessage("links of the guide lead to no page: docs/one.md -> no.md, docs/one.md -> ../none.md");
        }
    }
}
