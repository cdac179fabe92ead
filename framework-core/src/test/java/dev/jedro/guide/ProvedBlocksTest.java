package dev.jedro.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No page shows code that nothing proves. {@link DocSnippetsTest} compares snippets; the module {@code cli} follows the pages that have
 * blocks of {@code console}, their files and edits included; {@code proved: SomeGuideTest} names a test that reads the page itself.
 */
class ProvedBlocksTest {

    @TestFactory
    Stream<DynamicTest> everyBlockOfThePagesIsProvedOrSaysWhyNot() throws IOException {
        return Snippets.allPages().stream()
                .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
                    List<Block> blocks = Block.of(page);
                    List<String> faults = blocks.stream()
                            .map(block -> fault(block, blocks))
                            .flatMap(Optional::stream)
                            .toList();
                    assertThat(faults).isEmpty();
                }));
    }

    private static Optional<String> fault(Block block, List<Block> ofThePage) {
        if (block.language().isEmpty()) {
            return Optional.of(block.place() + " needs a fence with a language; 'text' for a drawing");
        }
        return switch (block.mark()) {
            case "not run" -> Optional.empty();
            case "snippet" ->
                block.language().equals("java") ? Optional.empty() : Optional.of(block.place() + ": a snippet is Java");
            case "proved" ->
                mentions(block.argument(), block.page())
                        ? Optional.empty()
                        : Optional.of(block.place() + ": " + block.argument() + " does not read this page");
            case "file", "append", "part of" ->
                ofThePage.stream().anyMatch(ProvedBlocksTest::isFollowed)
                                || (block.mark().equals("file") && mentions("ConfigurationGuideTest", block.page()))
                        ? Optional.empty()
                        : Optional.of(block.place() + ": nothing follows this page");
            default ->
                block.language().equals("text") || block.language().equals("console")
                        ? Optional.empty()
                        : Optional.of(block.place() + " is proved by nothing");
        };
    }

    private static boolean isFollowed(Block block) {
        return block.mark().equals("part of")
                || (block.language().equals("console") && !block.mark().equals("not run"));
    }

    private static boolean mentions(String test, Path page) {
        try {
            return Snippets.sourceOf(test).contains(page.getFileName().toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Nested
    class ABlock {
        private final Path page = Path.of("page.md");

        private List<String> faults(String... lines) {
            List<Block> blocks = Block.of(page, List.of(lines));
            return blocks.stream()
                    .map(block -> fault(block, blocks))
                    .flatMap(Optional::stream)
                    .toList();
        }

        @Test
        void mustBeMarked() {
            assertThat(faults("text", "```java", "int a;", "```")).containsExactly("page.md:2 is proved by nothing");
            assertThat(faults("```yaml", "a: 1", "```")).containsExactly("page.md:1 is proved by nothing");
            assertThat(faults("<!-- snippet: A#b -->", "```java", "int a;", "```"))
                    .isEmpty();
            assertThat(faults("<!-- not run: a sketch -->", "```yaml", "a: 1", "```"))
                    .isEmpty();
        }

        @Test
        void mustHaveALanguage() {
            assertThat(faults("```", "drawing", "```"))
                    .containsExactly("page.md:1 needs a fence with a language; 'text' for a drawing");
            assertThat(faults("text", "", "    indented"))
                    .containsExactly("page.md:3 needs a fence with a language; 'text' for a drawing");
        }

        @Test
        void mustNotNameATestThatDoesNotReadThePage() {
            assertThat(faults("<!-- proved: CatalogGuideTest -->", "```yaml", "a: 1", "```"))
                    .containsExactly("page.md:2: CatalogGuideTest does not read this page");
        }

        @Test
        void isOnlyAFileWhereSomethingFollowsThePage() {
            assertThat(faults("<!-- file: a.yml -->", "```yaml", "a: 1", "```"))
                    .containsExactly("page.md:2: nothing follows this page");
            assertThat(faults("<!-- file: a.yml -->", "```yaml", "a: 1", "```", "```console", "$ jedro check", "```"))
                    .isEmpty();
        }
    }
}
