package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.PastRun;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Steps;

/** What a run reads and does not write has to be there before its first node. */
class MissingInputsTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");
    private static final Ref<String> D = ref("d");
    private static final Ref<String> OTHER = ref("other");
    private static final Ref<Map<String, String>> PARTS = ref("parts");
    private static final String CATALOG = """
            a: {type: Text, filepath: data/a.txt}
            b: {type: Text, filepath: data/b.txt}
            other: {type: Text, filepath: data/other.txt, versioned: true}
            parts: {type: Partitioned, path: data/parts, dataset: {type: Text}}
            """;

    @TempDir
    Path root;

    private TinyProject project;

    private static String count(String text, Map<String, String> parts) {
        return text + parts.size();
    }

    /** {@code first} makes b of a; {@code second} needs b, a version of other, and parts. */
    @BeforeEach
    void makeAProject() {
        project = TinyProject.of(
                        root,
                        registered -> registered
                                .pipeline(
                                        "early",
                                        () -> Pipeline.of(
                                                node(Steps::same).from(A).to(B).named("first")))
                                .pipeline(
                                        "late",
                                        () -> Pipeline.of(
                                                node(Steps::both)
                                                        .from(B, OTHER)
                                                        .to(C)
                                                        .named("second"),
                                                node(MissingInputsTest::count)
                                                        .from(C, PARTS)
                                                        .to(D)
                                                        .named("third"))))
                .file("conf/base/catalog.yml", CATALOG);
    }

    private static RunResult refused(Session session, RunRequest request) {
        RunResult result = session.run(request);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(result.completed()).isZero();
        return result;
    }

    @Test
    void allAreToldAtOnceBeforeAnythingRuns() {
        try (Session session = project.open()) {
            RunResult result = refused(session, RunRequest.DEFAULT);

            assertThat(result.problems())
                    .extracting(Problem::what)
                    .containsExactly(
                            "Dataset 'a' (Text): There is no file 'data/a.txt', nor its folder",
                            "Dataset 'other' (Text): There is no version in 'data/other.txt'",
                            "Dataset 'parts' (Partitioned) has no data: there is no 'data/parts'");
            assertThat(result.problems().get(0).where())
                    .extracting(Place::source)
                    .containsExactly("conf/base/catalog.yml", "MissingInputsTest.java");
            assertThat(result.problems().get(0).fixes()).containsExactly("put the file there, or correct 'filepath'");
            assertThat(root.resolve("data")).doesNotExist();
            assertThat(session.history().last().map(PastRun::status)).contains(RunStatus.FAILED);
        }
    }

    @Test
    void oneThatANodeMakesNamesTheNodeAndTheCommand() {
        project.file("data/other.txt/v1/other.txt", "x").file("data/parts/p", "x");
        try (Session session = project.open()) {
            Problem problem = refused(session, RunRequest.of("late")).problems().get(0);

            assertThat(problem.code()).isEqualTo(CatalogCode.NO_DATA);
            assertThat(problem.fixes())
                    .containsExactly(
                            "run node 'first' first, which makes it: jedro run --to-outputs b",
                            "put the file there, or correct 'filepath'");
        }
    }

    @Test
    void aLoadVersionThatIsNotThereIsToldWithThoseThatAre() {
        project.file("data/a.txt", "x").file("data/other.txt/v1/other.txt", "x").file("data/parts/p", "x");
        try (Session session = project.open()) {
            RunResult result = refused(session, RunRequest.DEFAULT.loadVersions(Map.of("other", "v2")));

            Problem problem = result.problems().get(0);
            assertThat(result.problems()).hasSize(1);
            assertThat(problem.code()).isEqualTo(CatalogCode.NO_VERSION);
            assertThat(problem.where()).contains(Place.of("--load-versions"));
            assertThat(problem.near()).containsExactly("v1");
            assertThat(root.resolve("data/b.txt")).doesNotExist();
        }
    }

    @Test
    void aLoadVersionIsWantedThoughTheRunWritesAnother() {
        project = TinyProject.of(
                        root,
                        node(Steps::source).to(OTHER).named("first"),
                        node(Steps::same).from(OTHER).to(C).named("second"))
                .file("conf/base/catalog.yml", CATALOG)
                .file("data/other.txt/v1/other.txt", "old");
        try (Session session = project.open()) {
            assertThat(refused(session, RunRequest.DEFAULT.loadVersions(Map.of("other", "v2")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(CatalogCode.NO_VERSION);
            assertThat(session.run(RunRequest.DEFAULT.loadVersions(Map.of("other", "v1")))
                            .orThrow()
                            .output(C))
                    .isEqualTo("old");
        }
    }

    @Test
    void whatHooksFetchOrPutBeforeTheRunAndWhatIsHandedInIsThere() {
        Hook fetching = new Hook() {
            @Override
            public void beforeRun(BeforeRun e) {
                try {
                    Files.writeString(
                            Files.createDirectories(root.resolve("data")).resolve("a.txt"), "fetched");
                    e.run().catalog().put("parts", Map.of("p", "put"));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        };
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.hook(fetching).with(OTHER, "handed in"));

            assertThat(result.orThrow().output(D)).isEqualTo("fetched+handed in1");
        }
    }

    @Test
    void aRunThatKeepsGoingDoesWhatItCan() {
        project.file("data/a.txt", "x");
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.policy(FailurePolicy.KEEP_GOING));

            assertThat(result.completed()).isEqualTo(1);
            assertThat(project.read("data/b.txt")).isEqualTo("x");
            assertThat(result.problems())
                    .extracting(Problem::what)
                    .containsExactly("Dataset 'other' (Text): There is no version in 'data/other.txt'");
        }
    }

    @Test
    void whatTheRunWritesUnderAnotherNameIsAwaited() {
        project = TinyProject.of(
                        root,
                        node(Steps::source).to(A).named("first"),
                        node(Steps::same).from(B).to(C).named("second"))
                .file(
                        "conf/base/catalog.yml",
                        "a: {type: Text, filepath: data/x.txt}\nb: {type: Text, filepath: data/x.txt}\n");
        try (Session session = project.open()) {
            RunRequest all = RunRequest.DEFAULT;

            assertThat(session.run(all).orThrow().output(C)).isEqualTo("source");
            assertThat(session.run(all.slice(Slice.ALL.with(Slice.Part.NODES, "second")))
                            .orThrow()
                            .output(C))
                    .isEqualTo("source");
        }
    }
}
