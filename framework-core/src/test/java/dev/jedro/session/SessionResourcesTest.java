package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hook;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Piece;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.run.Runner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionResourcesTest {
    private static final Resource<StringBuilder> SLOW = Resource.of("slow", StringBuilder.class);
    private static final Resource<StringBuilder> FAST = Resource.of("fast", StringBuilder.class);
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");

    @TempDir
    Path root;

    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private final class Provider implements ResourceProvider<StringBuilder> {
        private final Resource<StringBuilder> resource;

        Provider(Resource<StringBuilder> resource) {
            this.resource = resource;
        }

        @Override
        public Resource<StringBuilder> resource() {
            return resource;
        }

        @Override
        public StringBuilder open(ResourceContext context) throws InterruptedException {
            if (resource.equals(SLOW)) {
                opening.countDown();
                mayOpen.await();
            }
            opened.incrementAndGet();
            return new StringBuilder("builder");
        }

        @Override
        public boolean usable(StringBuilder value) {
            return !value.toString().equals("lost");
        }

        @Override
        public void close(StringBuilder value) {
            closed.incrementAndGet();
        }
    }

    private TinyProject project(Piece... pieces) {
        Hook hook = new Hook() {
            @Override
            public List<ResourceProvider<?>> resources() {
                return List.of(new Provider(SLOW), new Provider(FAST));
            }
        };
        return TinyProject.of(
                root, (ProjectBuilder registers) -> registers.hook(hook).pipeline("main", () -> Pipeline.of(pieces)));
    }

    static String text(StringBuilder builder) {
        return builder.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void areClosedThoughTheSessionWasClosedWhileTheyWereOpened(int workers) throws Exception {
        Session session = project(
                        node(SessionResourcesTest::text).from(SLOW).to(A),
                        node(SessionResourcesTest::text).from(SLOW).to(B).named("other"))
                .open();
        RunHandle run =
                session.start(RunRequest.DEFAULT.runner(workers == 1 ? Runner.sequential() : Runner.parallel(2)));
        opening.await();
        session.close();
        mayOpen.countDown();
        RunResult result = run.await();

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(1);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        Problem problem = result.problems().get(0);
        assertThat(problem.code()).isEqualTo(SessionCode.CLOSED);
        assertThat(problem.what()).contains("'slow'");
        assertThat(problem.where().get(0).source()).isEqualTo("SessionResourcesTest.java");
        assertThat(problem.fixes()).contains("close the session after its runs");
    }

    static String lose(StringBuilder builder) {
        String before = builder.toString();
        builder.replace(0, builder.length(), "lost");
        return before;
    }

    @Test
    void areOpenedAnewForTheNextRunIfItCannotUseThem() {
        try (Session session = project(
                        node(SessionResourcesTest::lose).from(FAST).to(A),
                        node(SessionResourcesTest::text).from(FAST).to(B).named("other"))
                .open()) {
            RunResult first = session.run();
            assertThat(first.output(B)).as("in the same run").isEqualTo("lost");
            assertThat(opened).hasValue(1);
            assertThat(closed).hasValue(0);

            assertThat(session.run().output(A)).isEqualTo("builder");
            assertThat(opened).hasValue(2);
            assertThat(closed).hasValue(1);
        }
        assertThat(closed).hasValue(2);
    }

    @Test
    void areNotOpenedAfterTheSessionWasClosed() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Hook pause = new Hook() {
            @Override
            public void beforeRun(BeforeRun e) throws InterruptedException {
                opening.countDown();
                goOn.await();
            }
        };
        Session session =
                project(node(SessionResourcesTest::text).from(FAST).to(A)).open();
        RunHandle run = session.start(RunRequest.DEFAULT.hook(pause));
        opening.await();
        session.close();
        goOn.countDown();

        assertThat(run.await().problems()).extracting(Problem::code).containsExactly(SessionCode.CLOSED);
        assertThat(opened).hasValue(0);
    }

    @Test
    void doNotWaitForEachOther() throws Exception {
        CountDownLatch fastEnded = new CountDownLatch(1);
        RunListener listener = new RunListener() {
            @Override
            public void nodeEnded(Node node, NodeOutcome outcome) {
                if (node.name().equals("fast")) {
                    mayOpen.countDown();
                    fastEnded.countDown();
                }
            }
        };
        try (Session session = project(
                        node(SessionResourcesTest::text).from(SLOW).to(A),
                        node(SessionResourcesTest::text).from(FAST).to(B).named("fast"))
                .open()) {
            RunResult result =
                    session.run(RunRequest.DEFAULT.runner(Runner.parallel(2)).listener(listener));

            assertThat(result.orThrow().output(A)).isEqualTo("builder");
            assertThat(fastEnded.getCount()).isZero();
        }
        assertThat(closed).hasValue(2);
    }
}
