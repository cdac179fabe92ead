package dev.jedro.session;

import static dev.jedro.catalog.CatalogProject.problemsOf;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.hook.BeforeSave;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunResult;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Steps;

class StreamingTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");
    private static final Ref<Integer> NUMBER = ref("number");

    @TempDir
    Path root;

    @Nested
    class InMemory {
        private final Ref<Stream<String>> letters = ref("letters");
        private final Ref<Iterator<Integer>> numbers = ref("numbers");

        @Test
        void gathersAStreamInMemoryForAnyNumberOfReaders() {
            TinyProject project = TinyProject.of(
                    root,
                    node(Steps::letters).from(A).to(letters),
                    node(Steps::joined).from(letters).to(B),
                    node(Steps::joined).from(letters).to(C).named("again"),
                    node(Steps::numbers).to(numbers),
                    node(Steps::sum).from(numbers).to(NUMBER));
            try (Session session = project.open()) {
                RunResult result =
                        session.run(RunRequest.DEFAULT.with(A, "abc")).orThrow();

                assertThat(result.output(B)).isEqualTo("a-b-c");
                assertThat(result.output(C)).isEqualTo("a-b-c");
                assertThat(result.output(NUMBER)).isEqualTo(45);
                assertThat(result.nodes().get("letters"))
                        .isInstanceOfSatisfying(
                                NodeOutcome.Ran.class,
                                ran -> assertThat(ran.rows()).containsEntry("letters", 3L));
            }
        }
    }

    private static String count(List<String> letters) {
        return letters.size() + " letters";
    }

    @Test
    void aListIsWhatWasGatheredOfAStreamInMemory() {
        Ref<Stream<String>> letters = ref("letters");
        Ref<List<String>> all = ref("letters");
        TinyProject project = TinyProject.of(
                root,
                node(Steps::letters).from(A).to(letters),
                node(StreamingTest::count).from(all).to(B));
        try (Session session = project.open()) {
            assertThat(session.run(RunRequest.DEFAULT.with(A, "abc")).orThrow().output(B))
                    .isEqualTo("3 letters");
        }
    }

    private static final AtomicBoolean CLOSED = new AtomicBoolean();

    static Stream<String> closeable(String text) {
        CLOSED.set(false);
        return Stream.of(text).onClose(() -> CLOSED.set(true));
    }

    private static final class Refuses implements Hook {
        @Override
        public void beforeSave(BeforeSave e) {
            throw new IllegalStateException("not this one");
        }
    }

    @Test
    void isClosedThoughItIsNeverSaved() {
        Ref<Stream<String>> letters = ref("letters");
        TinyProject project =
                TinyProject.of(root, node(StreamingTest::closeable).from(A).to(letters));
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.with(A, "abc").hook(new Refuses()));

            assertThat(result.succeeded()).isFalse();
            assertThat(CLOSED).isTrue();
        }
    }

    @Test
    void givesAStreamThatNobodyReadAsOutput() {
        Ref<Stream<String>> letters = ref("letters");
        TinyProject project = TinyProject.of(root, node(Steps::letters).from(A).to(letters));
        try (Session session = project.open()) {
            RunResult result = session.run(RunRequest.DEFAULT.with(A, "abc")).orThrow();

            assertThat(result.output(letters)).containsExactly("a", "b", "c");
            assertThat(result.output(letters)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void isRefusedBeforeTheRunByATypeThatTakesItNeitherWholeNorInChunks() {
        Ref<Stream<String>> letters = ref("letters");
        TinyProject project = TinyProject.of(root, node(Steps::letters).from(A).to(letters))
                .file("conf/base/catalog.yml", "letters: {type: Json, filepath: data/letters.json}\n");
        try (Session session = project.open()) {
            Problem problem = problemsOf(() -> session.run(RunRequest.DEFAULT.with(A, "abc")))
                    .get(0);

            assertThat(problem.code()).isEqualTo(CatalogCode.WRONG_TYPE);
            assertThat(problem.what()).startsWith("Dataset 'letters' (Json) cannot be saved from Stream<String>");
            assertThat(problem.fixes()).startsWith("let the node return one of these");
        }
    }

    @Nested
    class ThroughFiles {
        private final Ref<Stream<Steps.Row>> rows = ref("rows");
        private final Ref<Stream<Steps.Row>> doubled = ref("doubled");
        private final Ref<Iterator<List<Steps.Row>>> chunks = ref("chunks");

        private TinyProject project() {
            return TinyProject.of(
                            root,
                            node(Steps::doubled).from(rows).to(doubled),
                            node(Steps::inChunks).to(chunks))
                    .file("conf/base/catalog.yml", """
                        rows: {type: Csv, filepath: data/rows.csv}
                        doubled: {type: Csv, filepath: data/doubled.csv}
                        chunks: {type: Csv, filepath: data/chunks.csv}
                        """)
                    .file("data/rows.csv", "id,name\n1,a\n2,b\n");
        }

        private static Map<String, Long> rows(RunResult result, String node) {
            return ((NodeOutcome.Ran) Objects.requireNonNull(result.nodes().get(node))).rows();
        }

        @Test
        void savesRowByRowAndChunkByChunk() {
            TinyProject project = project();
            try (Session session = project.open()) {
                RunResult result = session.run();
                result.orThrow();
                assertThat(rows(result, "doubled")).containsEntry("doubled", 2L);
                assertThat(rows(result, "in_chunks")).containsEntry("chunks", 4L);
            }
            assertThat(project.read("data/doubled.csv").lines()).containsExactly("id,name", "2,a", "4,b");
            assertThat(project.read("data/chunks.csv").lines()).containsExactly("id,name", "0,x", "1,x", "2,x", "3,x");
        }

        @Test
        void keepsTheOldFileIfTheStreamBreaks() {
            TinyProject project =
                    project().file("data/rows.csv", "id,name\n1,a\n-1,bad\n").file("data/doubled.csv", "old");
            try (Session session = project.open()) {
                RunResult result = session.run();

                assertThat(result.nodes().get("doubled")).isInstanceOf(NodeOutcome.Failed.class);
                assertThat(result.problems().get(0).toString()).contains("negative");
            }
            assertThat(project.read("data/doubled.csv")).isEqualTo("old");
        }
    }
}
