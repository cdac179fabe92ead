package dev.jedro.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the pages say, from top to bottom, and compares what is printed. A page that makes no project of its own begins inside
 * the starter's {@code My Flights}.
 */
class ConsoleBlocksTest {
    @TempDir
    static Path temporary;

    @TestFactory
    Stream<DynamicTest> theGuideShowsWhatCommandsPrint() throws IOException {
        List<Page> pages = Page.all().stream().filter(page -> page.isFollowed()).toList();
        assertThat(pages).isNotEmpty();
        Desk made = new Desk(temporary);
        made.type("jedro new --starter spaceflights --name 'My Flights'");
        made.type("cd my-flights");
        assertThat(made.type("jedro registry list").exit()).isZero();
        return pages.stream()
                .map(page -> DynamicTest.dynamicTest(page.file().getFileName().toString(), () -> {
                    Path folder = Files.createTempDirectory(temporary, "page");
                    if (page.tracksRuns()) {
                        Follower.apart(page, folder);
                        return;
                    }
                    try (Desk desk = page.makesItsProject() ? new Desk(folder) : made.copy(folder)) {
                        Follower.follow(page, desk);
                    }
                }));
    }

    @Nested
    class AnOutput {
        private final List<String> printed = List.of("16:40:11 INFO  one", "two", "three", "Done: 8 nodes in 12.4 s.");

        @Test
        void isComparedLineByLineButForTimes() {
            assertThat(Output.matches(
                            List.of("17:01:02 INFO  one", "two", "three", "Done: 8 nodes in 1.0 s."), printed))
                    .isTrue();
            assertThat(Output.matches(List.of("17:01:02 INFO  one", "two", "three"), printed))
                    .isFalse();
            assertThat(Output.matches(
                            List.of("17:01:02 INFO  one", "two", "three", "Done: 9 nodes in 1.0 s."), printed))
                    .isFalse();
        }

        @Test
        void mayBeLeftOutInPart() {
            assertThat(Output.matches(List.of("…", "three", "…"), printed)).isTrue();
            assertThat(Output.matches(List.of("17:01:02 INFO  one", "…", "Done: 8 nodes in 3 s."), printed))
                    .isTrue();
            assertThat(Output.matches(List.of("…", "three"), printed)).isFalse();
            assertThat(Output.matches(List.of("…", "three", "two", "…"), printed))
                    .isFalse();
        }
    }

    @Nested
    class APage {

        @Test
        void isAScript() {
            List<Page.Step> steps = Page.steps(List.of(
                    "<!-- edit: a/B.java | x(\"1\") | y -->",
                    "<!-- file: conf/a.yml -->",
                    "```yaml",
                    "a: 1",
                    "```",
                    "<!-- exit: 2 -->",
                    "```console",
                    "$ jedro check   # all of it",
                    "wrong",
                    "```",
                    "<!-- not run: it takes long -->",
                    "```console",
                    "$ sleep 1000",
                    "```"));

            assertThat(steps)
                    .containsExactly(
                            new Page.Edit(1, "a/B.java", "x(\"1\")", "y"),
                            new Page.Write(3, "conf/a.yml", "a: 1\n", false),
                            new Page.Console(7, 2, List.of(new Page.Command("jedro check", List.of("wrong")))));
        }

        @Test
        void mustNotMarkWhatIsNoBlock() {
            assertThatThrownBy(() -> Page.steps(List.of("<!-- exit: 2 -->", "text")))
                    .hasMessageContaining("no block right below");
        }

        @Test
        void mustNotShowCommandsThatAreNeitherKnownNorMarked(@TempDir Path folder) throws IOException {
            try (Desk desk = new Desk(folder)) {
                assertThatThrownBy(() -> desk.type("mvn -B verify")).hasMessageContaining("not run");
            }
        }
    }
}
