package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.catalog.Dataset;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hook;
import dev.jedro.hook.HookCode;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.PastRun;
import dev.jedro.run.RunCode;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.run.Runner;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.Steps;

/** What goes wrong around the nodes: a run always ends in a result, its journal with an end, and its outputs are its own. */
class BrokenRunTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");

    @TempDir
    Path root;

    private static Runner runner(int workers) {
        return workers == 1 ? Runner.sequential() : Runner.parallel(workers);
    }

    /** Cannot be released. */
    public static final class Clinging implements DatasetType<Clinging.Options> {
        public record Options() {}

        @Override
        public String name() {
            return "Clinging";
        }

        @Override
        public Class<Options> options() {
            return Options.class;
        }

        @Override
        public String javaTypes() {
            return "anything";
        }

        @Override
        public boolean canLoad(Options options, Type type) {
            return true;
        }

        @Override
        public boolean canSave(Options options, Type type) {
            return true;
        }

        @Override
        public Dataset<?> open(Options options, Type type, DatasetContext context) {
            return new Dataset<Object>() {
                private Object kept = "";

                @Override
                public Object load() {
                    return kept;
                }

                @Override
                public void save(Object value) {
                    kept = value;
                }

                @Override
                public boolean exists() {
                    return true;
                }

                @Override
                public void release() {
                    throw new IllegalStateException("will not let go");
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aDatasetThatCannotBeReleasedHarmsNothing(int workers) {
        TinyProject project = TinyProject.of(
                        root,
                        node(Steps::source).to(A),
                        node(Steps::same).from(A).to(B))
                .file("conf/base/catalog.yml", "a: {type: " + Clinging.class.getName() + "}\n");
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.runner(runner(workers)));

            assertThat(result.orThrow().output(B)).isEqualTo("source");
            assertThat(session.history().last().map(PastRun::status)).contains(RunStatus.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aListenerThatThrowsHarmsNothing(int workers) {
        TinyProject project = TinyProject.of(
                root, node(Steps::source).to(A), node(Steps::same).from(A).to(B));
        RunListener listener = new RunListener() {
            @Override
            public void nodeStarted(Node node) {
                throw new IllegalStateException("cannot draw");
            }

            @Override
            public void ended(RunResult result) {
                throw new IllegalStateException("cannot draw");
            }
        };
        try (Session session = project.open()) {
            RunResult result =
                    session.run(RunRequest.DEFAULT.runner(runner(workers)).listener(listener));

            assertThat(result.orThrow().output(B)).isEqualTo("source");
            assertThat(session.history().last().map(PastRun::status)).contains(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void anErrorInAHookIsAFailureOfTheRun() {
        class Deep implements Hook {
            @Override
            public void beforeRun(BeforeRun e) {
                throw new StackOverflowError("too deep");
            }
        }
        TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.hook(new Deep()));

            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            Problem problem = result.problems().get(0);
            assertThat(problem.code()).isEqualTo(HookCode.HOOK_FAILED);
            assertThat(problem.what()).contains("'Deep' failed in beforeRun", "too deep");
            assertThat(problem.fixes()).anyMatch(fix -> fix.contains("disable_hooks"));
            assertThat(session.history().last().map(PastRun::status)).contains(RunStatus.FAILED);
        }
    }

    @Nested
    class AnOutputThatAnEarlierRunLeft {
        private final String catalog = "b: {type: Text, filepath: data/b.txt}\nc: {type: Text, filepath: data/c.txt}\n";

        private Problem refusal(RunResult result, Ref<String> output) {
            assertThat(root.resolve("data/" + output.name() + ".txt")).exists();
            var refused = new Problem[1];
            assertThatThrownBy(() -> result.output(output))
                    .isInstanceOfSatisfying(
                            JedroException.class, e -> refused[0] = e.problems().get(0));
            assertThat(refused[0].code()).isEqualTo(RunCode.NOT_KEPT);
            assertThat(refused[0].fixes())
                    .containsExactly("call orThrow() on the result first: it throws what went wrong");
            return refused[0];
        }

        @Test
        void isNotGivenAsThatOfARunThatFailed() {
            TinyProject project = TinyProject.of(
                            root,
                            node(Steps::fails).from(A).to(B),
                            node(Steps::same).from(B).to(C))
                    .file("conf/base/catalog.yml", catalog)
                    .file("data/b.txt", "old")
                    .file("data/c.txt", "old");
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.with(A, "x"));

                assertThat(refusal(result, B).what())
                        .isEqualTo("The run has no output 'b': node 'fails', which writes it, failed.");
                assertThat(refusal(result, C).what())
                        .isEqualTo("The run has no output 'c': node 'same', which writes it, did not run: node 'fails'"
                                + " failed.");
            }
        }

        @Test
        void isGivenWhereTheRunWasToKeepIt() {
            TinyProject project = TinyProject.of(
                            root,
                            node(Steps::same).from(A).to(B),
                            node(Steps::same).from(B).to(C).named("again"))
                    .file("conf/base/catalog.yml", catalog)
                    .file("data/b.txt", "old")
                    .file("data/c.txt", "old");
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.with(A, "x").onlyMissingOutputs(true));

                assertThat(result.nodes().values())
                        .containsOnly(new NodeOutcome.Skipped(new NodeOutcome.OutputsExist()));
                assertThat(result.output(C)).isEqualTo("old");
            }
        }
    }
}
