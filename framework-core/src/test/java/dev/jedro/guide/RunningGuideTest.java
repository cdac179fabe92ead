package dev.jedro.guide;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.hook.AfterNode;
import dev.jedro.hook.BeforeNode;
import dev.jedro.hook.Hook;
import dev.jedro.hook.RunFailed;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.Problem;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.PastRun;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.run.Runner;
import dev.jedro.session.Jedro;
import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import dev.jedro.session.RunHandle;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/running.md and docs/hooks.md. */
class RunningGuideTest {
    private static final Ref<String> NAME = ref("name"), GREETING = ref("greeting");
    private static final Ref<Stream<String>> LETTERS = ref("letters");

    @TempDir
    Path root;

    static String greet(String name) {
        return "hello " + name;
    }

    // snippet: stream
    static Stream<String> letters(String text) {
        return text.chars().mapToObj(Character::toString);
    }
    // end

    /** What jedro.yml names. */
    public static final class Greetings implements JedroProject {
        @Override
        public void configure(ProjectBuilder project) {
            project.pipeline(
                    "greetings",
                    () -> Pipeline.of(
                            node(RunningGuideTest::greet).from(NAME).to(GREETING),
                            node(RunningGuideTest::letters).from(NAME).to(LETTERS)));
        }
    }

    // snippet: clock
    static final class Clock implements Hook {
        final List<String> slow = new ArrayList<>();

        @Override
        public void afterNode(AfterNode e) {
            if (e.duration().toSeconds() > 10) {
                slow.add(e.node().name());
            }
        }

        @Override
        public void runFailed(RunFailed e) {
            e.problems().forEach(problem -> slow.add("failed: " + problem.what()));
        }
    }
    // end

    // snippet: replace
    static final class Capitals implements Hook {
        @Override
        public Map<String, Object> beforeNode(BeforeNode e) {
            return e.inputs().get("name") instanceof String name
                    ? Map.of("name", name.toUpperCase(Locale.ROOT))
                    : Map.of();
        }
    }
    // end

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(root.resolve("jedro.yml"), "name: Greetings\nproject: " + Greetings.class.getName() + "\n");
        Files.writeString(root.resolve("conf/base/catalog.yml"), "name: {type: Text, filepath: name.txt}\n");
        Files.writeString(root.resolve("name.txt"), "Ada");
    }

    @Test
    void opensAndRuns() {
        // snippet: open
        try (Session session = Jedro.open(root)) {
            RunResult result = session.run(RunRequest.of("greetings")).orThrow();

            assertThat(result.output(GREETING)).isEqualTo("hello Ada");
        }
        // end
    }

    @Test
    void handsDataIn() {
        try (Session session = Jedro.open(root)) {
            // snippet: data
            RunRequest request = RunRequest.of("greetings")
                    .with(NAME, "Grace")
                    .params(Map.of("seed", 7))
                    .slice(Slice.ALL.with(Slice.Part.TO_OUTPUTS, "greeting"))
                    .runner(Runner.parallel(4))
                    .policy(FailurePolicy.KEEP_GOING);

            assertThat(session.run(request).output(GREETING)).isEqualTo("hello Grace");
            // end
        }
    }

    @Test
    void tellsWhatCameOfEachNode() {
        try (Session session = Jedro.open(root)) {
            // snippet: outcomes
            RunResult result = session.run();
            List<String> lines = new ArrayList<>();
            result.nodes().forEach((name, outcome) -> {
                if (outcome instanceof NodeOutcome.Ran ran) {
                    lines.add(name + " ran, rows: " + ran.rows());
                } else if (outcome instanceof NodeOutcome.Skipped skipped) {
                    lines.add(name + " skipped: " + skipped.reason().text());
                } else if (outcome instanceof NodeOutcome.Failed failed) {
                    failed.problems().stream().map(Problem::toString).forEach(lines::add);
                }
            });
            // end
            assertThat(lines).containsExactly("greet ran, rows: {}", "letters ran, rows: {letters=3}");
        }
    }

    @Test
    void cancels() throws InterruptedException {
        try (Session session = Jedro.open(root)) {
            // snippet: cancel
            RunHandle run = session.start(RunRequest.DEFAULT);
            run.cancel();
            RunResult result = run.await();
            // end
            assertThat(result.status()).isIn(RunStatus.CANCELLED, RunStatus.SUCCEEDED);
        }
    }

    @Test
    void readsTheHistory() {
        try (Session session = Jedro.open(root)) {
            session.run();
            // snippet: history
            PastRun last = session.history().last().orElseThrow();

            assertThat(last.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(last.finishedNodes()).containsExactly("greet", "letters");
            // end
        }
    }

    @Test
    void callsHooks() {
        // snippet: register
        Clock clock = new Clock();
        try (Session session = Jedro.at(root).hook(clock).open()) {
            RunResult result = session.run(RunRequest.DEFAULT.hook(new Capitals()));

            assertThat(result.nodes().get("greet")).isInstanceOf(NodeOutcome.Ran.class);
        }
        // end
        assertThat(clock.slow).isEmpty();
    }
}
