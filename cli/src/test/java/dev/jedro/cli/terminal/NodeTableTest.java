package dev.jedro.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.cli.terminal.NodeTable.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeTableTest {
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);

    private NodeTable table(String... nodes) {
        return new NodeTable(List.of(nodes), now::get, false);
    }

    @Test
    void showsStateTimeAndRows() {
        NodeTable table = table("clean", "join", "draw", "send");
        table.started("clean");
        table.ended("clean", State.DONE, Duration.ofMillis(420), "10,019 rows");
        table.started("join");
        table.progress("join", "12 of 40 tasks");
        table.progress("clean", "too late");
        table.progress("send", "too early");
        now.set(Duration.ofMillis(1500));
        table.ended("draw", State.FAILED, Duration.ofSeconds(2), "failed");

        assertThat(table.lines(new TerminalSize(80, 24)))
                .containsExactly(
                        "✓ clean            0.4 s  10,019 rows",
                        "▸ join             1.5 s  12 of 40 tasks",
                        "✗ draw             2.0 s  failed",
                        "· send",
                        "1 of 4 nodes done · 1 running · 1 failed · 1.5 s");
    }

    @Test
    void fitsIntoALowTerminalWithWhatMattersMost() {
        String[] names = IntStream.range(0, 100).mapToObj(i -> "node" + i).toArray(String[]::new);
        NodeTable table = table(names);
        for (int i = 0; i < 50; i++) {
            table.ended("node" + i, State.DONE, Duration.ofMillis(100), "");
        }
        table.ended("node7", State.FAILED, Duration.ofMillis(100), "failed");
        table.started("node50");

        List<String> lines = table.lines(new TerminalSize(80, 10));

        assertThat(lines).hasSize(9);
        assertThat(lines.subList(0, 8))
                .extracting(line -> line.split(" ", -1)[1])
                .containsExactly("node7", "node47", "node48", "node49", "node50", "node51", "node52", "node53");
        assertThat(lines.get(8)).startsWith("49 of 100 nodes done · 1 running · 1 failed");
    }

    @Test
    void keepsEveryLineNarrowerThanTheTerminal() {
        NodeTable table = table("a".repeat(200), "short");
        table.ended("a".repeat(200), State.DONE, Duration.ofHours(3), "1,000,000 + 2,000,000 + 3,000,000 rows");

        assertThat(table.lines(new TerminalSize(40, 24))).allMatch(line -> line.length() < 40);
    }
}
