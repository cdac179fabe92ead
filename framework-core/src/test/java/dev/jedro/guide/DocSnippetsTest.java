package dev.jedro.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.guide.Snippets.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DocSnippetsTest {

    @TestFactory
    Stream<DynamicTest> theGuideShowsTheCodeThatIsTested() throws IOException {
        List<Path> pages = Snippets.allPages();
        assertThat(pages).isNotEmpty();
        return pages.stream()
                .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
                    for (Shown shown : Snippets.shownIn(Files.readString(page))) {
                        assertThat(shown.code())
                                .as(shown.file() + "#" + shown.name())
                                .isEqualTo(Snippets.in(Snippets.sourceOf(shown.file()), shown.name()));
                    }
                }));
    }

    @Nested
    class ASnippet {
        private static final String SOURCE = """
                class A {
                    void m() {
                        // snippet: one
                        int a = 1;
                        if (a > 0) {
                            a++;
                        }
                        // end
                        // snippet: other
                        a--;
                        // end
                    }
                }
                """;

        @Test
        void isMovedToTheMargin() {
            assertThat(Snippets.in(SOURCE, "one")).isEqualTo("int a = 1;\nif (a > 0) {\n    a++;\n}");
            assertThat(Snippets.in(SOURCE, "other")).isEqualTo("a--;");
        }

        @Test
        void thatIsMissingIsAnError() {
            assertThatThrownBy(() -> Snippets.in(SOURCE, "two")).hasMessage("no '// snippet: two'");
            assertThatThrownBy(() -> Snippets.sourceOf("NoSuchGuideTest")).hasMessageContaining("NoSuchGuideTest");
        }

        @Test
        void isFoundInAPage() {
            assertThat(Snippets.shownIn("text\n<!-- snippet: A#one -->\n```java\nint a;\n\nint b;\n```\nmore\n"))
                    .containsExactly(new Shown("A", "one", "int a;\n\nint b;"));
        }

        @Test
        void thatMarksNoCodeIsAnError() {
            assertThatThrownBy(() -> Snippets.shownIn("<!-- snippet: A#one -->\n```yaml\na: 1\n```\n"))
                    .hasMessage("1 snippet marks but 0 blocks of ```java right below one");
        }
    }
}
