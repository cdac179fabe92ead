package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.jedro.hook.AfterCommand;
import dev.jedro.hook.AfterLoad;
import dev.jedro.hook.AfterNode;
import dev.jedro.hook.AfterRun;
import dev.jedro.hook.AfterSave;
import dev.jedro.hook.BeforeCommand;
import dev.jedro.hook.BeforeLoad;
import dev.jedro.hook.BeforeNode;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.BeforeSave;
import dev.jedro.hook.CatalogCreated;
import dev.jedro.hook.Hook;
import dev.jedro.hook.HookCode;
import dev.jedro.hook.NodeFailed;
import dev.jedro.hook.ProjectOpened;
import dev.jedro.hook.RunFailed;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunCode;
import dev.jedro.run.RunEvent;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import shop.Steps;

class HooksTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");

    @TempDir
    Path root;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** Writes down each moment. */
    private class Scribe implements Hook {
        private final String name;

        Scribe(String name) {
            this.name = name;
        }

        private void write(String moment) {
            log.add(name.isEmpty() ? moment : name + " " + moment);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void projectOpened(ProjectOpened e) {
            write("projectOpened " + e.project());
        }

        @Override
        public void catalogCreated(CatalogCreated e) {
            write("catalogCreated");
        }

        @Override
        public void beforeRun(BeforeRun e) {
            write("beforeRun " + e.run().info().pipelines());
        }

        @Override
        public void afterRun(AfterRun e) {
            write("afterRun");
        }

        @Override
        public void runFailed(RunFailed e) {
            write("runFailed " + e.problems().get(0).code().id() + (e.cancelled() ? " cancelled" : ""));
        }

        @Override
        public Map<String, Object> beforeNode(BeforeNode e) {
            write("beforeNode " + e.node().name() + " " + e.inputs().keySet());
            return Map.of();
        }

        @Override
        public void afterNode(AfterNode e) {
            write("afterNode " + e.node().name() + " " + e.outputs());
        }

        @Override
        public void nodeFailed(NodeFailed e) {
            write("nodeFailed " + e.node().name() + " " + e.error().getMessage());
        }

        @Override
        public void beforeLoad(BeforeLoad e) {
            write("beforeLoad " + e.dataset());
        }

        @Override
        public void afterLoad(AfterLoad e) {
            write("afterLoad " + e.dataset());
        }

        @Override
        public void beforeSave(BeforeSave e) {
            write("beforeSave " + e.dataset());
        }

        @Override
        public void afterSave(AfterSave e) {
            write("afterSave " + e.dataset());
        }

        @Override
        public void beforeCommand(BeforeCommand e) {
            write("beforeCommand " + e.command());
        }

        @Override
        public void afterCommand(AfterCommand e) {
            write("afterCommand " + e.exitCode());
        }
    }

    @Test
    void areToldOfEveryMomentInOrderParametersIncluded() {
        TinyProject project = TinyProject.shop(root);
        try (Session session = Jedro.at(project.root()).hook(new Scribe("")).open()) {
            session.commandStarted("run", List.of());
            session.run(RunRequest.DEFAULT.slice(Slice.ALL.with(Slice.Part.TO_NODES, "report")));
            session.commandEnded("run", List.of(), 0);
        }
        assertThat(log)
                .containsExactly(
                        "projectOpened Tiny",
                        "beforeCommand run",
                        "catalogCreated",
                        "beforeRun [__default__]",
                        "beforeLoad orders",
                        "afterLoad orders",
                        "beforeNode clean [orders]",
                        "afterNode clean {cleaned=THREE APPLES}",
                        "beforeSave cleaned",
                        "afterSave cleaned",
                        "beforeLoad cleaned",
                        "afterLoad cleaned",
                        "beforeLoad params:options",
                        "afterLoad params:options",
                        "beforeNode report [cleaned, params:options]",
                        "afterNode report {report=report of THREE APPLES}",
                        "beforeSave report",
                        "afterSave report",
                        "afterRun",
                        "afterCommand 0");
    }

    @Test
    void areCalledLastRegisteredFirst() {
        TinyProject project = TinyProject.of(
                root, builder -> builder.hook(new Scribe("first")).hook(new Scribe("second")));
        try (Session session = project.open()) {
            session.commandStarted("check", List.of());
        }
        assertThat(log)
                .containsExactly(
                        "second projectOpened Tiny",
                        "first projectOpened Tiny",
                        "second beforeCommand check",
                        "first beforeCommand check");
    }

    @Test
    void areNotCalledIfJedroYmlDisablesThem() {
        TinyProject project = TinyProject.of(
                        root, builder -> builder.hook(new Scribe("first")).hook(new Scribe("second")))
                .file("jedro.yml", "name: Tiny\nproject: shop.AnyProject\ndisable_hooks: [first, secnod]\n");
        try (Session session = project.open()) {
            assertThat(session.check()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(SessionCode.UNKNOWN_HOOK);
                assertThat(problem.near()).containsExactly("second");
            });
        }
        assertThat(log).containsExactly("second projectOpened Tiny");
    }

    @Test
    void hearOfAFailureInsteadOfTheEnd() {
        TinyProject project = TinyProject.of(root, node(Steps::fails).from(A).to(B));
        try (Session session = project.open()) {
            session.run(RunRequest.DEFAULT.with(A, "x").hook(new Scribe("")));
        }
        assertThat(log)
                .containsExactly(
                        "beforeRun [__default__]",
                        "beforeLoad a",
                        "afterLoad a",
                        "beforeNode fails [a]",
                        "nodeFailed fails cannot read x",
                        "runFailed JED-405");
    }

    @Nested
    class BeforeANode {
        @Test
        void mayReplaceAnInputForThatNodeOnly() {
            TinyProject project = TinyProject.of(
                    root,
                    node(Steps::same).from(A).to(B),
                    node(Steps::same).from(A).to(ref("c")).named("other"));
            Hook replacing = new Hook() {
                @Override
                public Map<String, Object> beforeNode(BeforeNode e) {
                    return e.node().name().equals("same") ? Map.of("a", "replaced") : Map.of();
                }
            };
            try (Session session = project.open()) {
                RunResult result = session.run(
                                RunRequest.DEFAULT.with(A, "as it was").hook(replacing))
                        .orThrow();

                assertThat(result.output(B)).isEqualTo("replaced");
                assertThat(result.outputs().get("c")).isEqualTo("as it was");
            }
        }

        @Test
        void mayNotReplaceWhatTheNodeDoesNotRead() {
            assertThat(replacing(Map.of("zzz", "x")).what())
                    .isEqualTo("Hook 'replacing' replaces 'zzz' of node 'same', which is no input of it.");
        }

        @Test
        void mayNotReplaceByAnotherType() {
            assertThat(replacing(Map.of("a", 7)).what())
                    .isEqualTo("Hook 'replacing' replaces 'a' of node 'same' by a value of type Integer, but the node"
                            + " takes String.");
        }

        @Test
        @SuppressWarnings("NullAway") // what it must not do
        void mayNotReplaceByNull() {
            Map<String, Object> replacements = new HashMap<>();
            replacements.put("a", null);

            assertThat(replacing(replacements).what())
                    .isEqualTo("Hook 'replacing' replaces 'a' of node 'same' by null.");
        }

        @Test
        @SuppressWarnings("NullAway") // as Kedro's hooks may
        void mayAlsoReturnNullWhereItReplacesNothing() {
            TinyProject project = TinyProject.of(root, node(Steps::same).from(A).to(B));
            Hook hook = new Hook() {
                @Override
                public Map<String, Object> beforeNode(BeforeNode e) {
                    return null;
                }
            };
            try (Session session = project.open()) {
                assertThat(session.run(RunRequest.DEFAULT.with(A, "x").hook(hook))
                                .orThrow()
                                .output(B))
                        .isEqualTo("x");
            }
        }

        private Problem replacing(Map<String, Object> replacements) {
            TinyProject project = TinyProject.of(root, node(Steps::same).from(A).to(B));
            Hook hook = new Hook() {
                @Override
                public String name() {
                    return "replacing";
                }

                @Override
                public Map<String, Object> beforeNode(BeforeNode e) {
                    return replacements;
                }
            };
            try (Session session = project.open()) {
                Problem problem = session.run(RunRequest.DEFAULT.with(A, "x").hook(hook))
                        .problems()
                        .get(0);
                assertThat(problem.code()).isEqualTo(HookCode.BAD_REPLACEMENT);
                return problem;
            }
        }
    }

    @Nested
    class OneThatThrows {
        private final Hook broken = new Hook() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void afterSave(AfterSave e) {
                throw new IllegalStateException("no disk");
            }

            @Override
            public void runFailed(RunFailed e) {
                throw new IllegalStateException("and again");
            }
        };

        @Test
        void failsTheRunWithItsNameAndTheFirstErrorStays() {
            TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.hook(broken));

                assertThat(result.status()).isEqualTo(RunStatus.FAILED);
                assertThat(result.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(HookCode.HOOK_FAILED);
                    assertThat(problem.what())
                            .isEqualTo("Hook 'broken' failed in afterSave: IllegalStateException: no disk");
                    assertThat(problem.fixes().get(0)).contains("disable_hooks");
                });
            }
        }

        @Test
        void tellsAUsersMistakeInItsOwnWords() {
            TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
            Hook strict = new Hook() {
                @Override
                public void beforeRun(BeforeRun e) {
                    throw new JedroException(
                            Problem.error(HookCode.BAD_REPLACEMENT, "The server of tok.yml is not known.")
                                    .at(Place.of("tok.yml", 3))
                                    .fix("correct it"));
                }
            };
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.hook(strict));

                assertThat(result.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.what()).isEqualTo("The server of tok.yml is not known.");
                    assertThat(problem.where()).containsExactly(Place.of("tok.yml", 3));
                    assertThat(problem.fixes()).containsExactly("correct it");
                });
            }
        }

        @Test
        void tellsNoSecret() {
            Hook leaky = new Hook() {
                @Override
                public void catalogCreated(CatalogCreated e) {
                    throw new IllegalStateException("cannot reach db://ann:tok-12345");
                }

                @Override
                public void runFailed(RunFailed e) {
                    throw new IllegalStateException("cannot tell with tok-12345");
                }
            };
            TinyProject project = TinyProject.of(
                            root, node(Steps::fails).from(A).to(B))
                    .file("conf/local/credentials.yml", "db: {token: tok-12345}\n");
            try (Session session = Jedro.at(project.root()).hook(leaky).open()) {
                assertThatThrownBy(session::run)
                        .hasMessageContaining(
                                "failed in catalogCreated: IllegalStateException: cannot reach db://ann:*****")
                        .hasMessageNotContaining("tok-12345");
            }
            Hook leakyOnFailure = new Hook() {
                @Override
                public void runFailed(RunFailed e) throws Exception {
                    leaky.runFailed(e);
                }
            };
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            Logger logger = (Logger) LoggerFactory.getLogger("jedro.hooks");
            logger.addAppender(log);
            try (Session session = project.open()) {
                session.run(RunRequest.DEFAULT.with(A, "x").hook(leakyOnFailure));
            } finally {
                logger.detachAppender(log);
            }
            assertThat(log.list).isNotEmpty().allSatisfy(event -> {
                assertThat(event.getFormattedMessage()).contains("*****").doesNotContain("tok-12345");
                assertThat(event.getThrowableProxy()).isNull();
            });
        }

        @Test
        void inAFailureHookDoesNotHideTheFirstError() {
            TinyProject project =
                    TinyProject.of(root, node(Steps::fails).from(A).to(B));
            try (Session session = project.open()) {
                RunResult result = session.run(RunRequest.DEFAULT.with(A, "x").hook(broken));

                assertThat(result.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.code()).isEqualTo(RunCode.NODE_FAILED));
            }
        }

        @Test
        void whenTheProjectOpensIsToldAgainButNotAskedAgain() {
            Hook hook = new Hook() {
                @Override
                public void projectOpened(ProjectOpened e) {
                    log.add("opened");
                    throw new IllegalStateException("shut");
                }
            };
            TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
            try (Session session = Jedro.at(project.root()).hook(hook).open()) {
                for (int time = 0; time < 2; time++) {
                    assertThatThrownBy(session::run)
                            .isInstanceOf(JedroException.class)
                            .hasMessageContaining("failed in projectOpened: IllegalStateException: shut");
                }
                assertThat(log).containsExactly("opened");
            }
        }
    }

    @Test
    void mayWriteIntoTheJournal() {
        Hook noting = new Hook() {
            @Override
            public void beforeRun(BeforeRun e) {
                e.run().note("test.noted", Map.of("job", "42"));
            }
        };
        try (Session session = TinyProject.shop(root).open()) {
            session.run(RunRequest.DEFAULT.hook(noting));

            assertThat(session.history().last().orElseThrow().events())
                    .filteredOn(RunEvent.Noted.class::isInstance)
                    .singleElement()
                    .satisfies(event ->
                            assertThat(((RunEvent.Noted) event).facts()).containsEntry("job", "42"));
        }
    }

    static String made() {
        return "made";
    }

    @Test
    void maySayHowFarANodeIsWhileItRuns() {
        List<String> shown = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void nodeProgress(Node node, long done, long total, String what) {
                shown.add(node.name() + ": " + done + " of " + total + " " + what);
            }
        };
        Hook counts = new Hook() {
            @Override
            public Map<String, Object> beforeNode(BeforeNode e) {
                e.run().progress(e.node(), 3, 8, "tasks");
                return Map.of();
            }

            @Override
            public void afterRun(AfterRun e) {
                e.run().progress(e.run().pipeline().nodes().get(0), 8, 8, "tasks");
            }
        };
        try (Session session =
                TinyProject.of(root, node(HooksTest::made).to(A).named("make")).open()) {
            session.run(RunRequest.DEFAULT.hook(counts).listener(listener)).orThrow();
        }
        assertThat(shown).containsExactly("make: 3 of 8 tasks");
    }
}
