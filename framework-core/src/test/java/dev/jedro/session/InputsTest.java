package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.config.ConfigCode;
import dev.jedro.pipeline.PipelineCode;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Steps;

class InputsTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");

    @TempDir
    Path root;

    record Options(int size) {}

    static String both(Stream<Steps.Row> rows, List<Steps.Row> same) {
        return rows.count() + " of " + same.size();
    }

    static String bothTheOtherWay(List<Steps.Row> rows, Stream<Steps.Row> same) {
        return same.count() + " of " + rows.size();
    }

    static String joined(Stream<String> words) {
        return String.join(" ", words.toList());
    }

    static String joinedOneByOne(Iterator<String> words) {
        List<String> all = new ArrayList<>();
        words.forEachRemaining(all::add);
        return String.join("-", all);
    }

    static String first(Scanner scanner) {
        return scanner.next();
    }

    static Scanner scanner() {
        return new Scanner("one two");
    }

    static Stream<Steps.Row> breaksOff() {
        return Stream.of(1, 2).map(id -> {
            if (id == 2) {
                throw new IllegalStateException("no second row");
            }
            return new Steps.Row(id, "x");
        });
    }

    static DoubleStream halves() {
        return DoubleStream.of(0.5, 1.5);
    }

    static String total(DoubleStream numbers) {
        return String.valueOf(numbers.sum());
    }

    static String twice(int number) {
        return String.valueOf(2 * number);
    }

    static String size(Options options) {
        return String.valueOf(options.size());
    }

    static String maybe(Optional<Integer> number) {
        return number.toString();
    }

    static String shown(Integer number) {
        return String.valueOf(number);
    }

    static String leaks(String text) {
        if (text.isEmpty()) {
            return text;
        }
        throw new IllegalStateException("refused 87654321 at jdbc:x://ann:hunter2@host/db");
    }

    private static List<Problem> problemsOf(Session session, RunRequest request) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> session.run(request))
                .isInstanceOfSatisfying(JedroException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    @Test
    void mayTakeOneDatasetAsSeveralTypes() {
        Ref<Stream<Steps.Row>> stream = ref("rows");
        Ref<List<Steps.Row>> list = ref("rows");
        TinyProject project = TinyProject.of(
                        root,
                        node(InputsTest::both).from(stream, list).to(B),
                        node(InputsTest::bothTheOtherWay).from(list, stream).to(C))
                .file("conf/base/catalog.yml", "rows: {type: Csv, filepath: data/rows.csv}\n")
                .file("data/rows.csv", "id,name\n1,a\n2,b\n");
        try (Session session = project.open()) {
            var result = session.run().orThrow();

            assertThat(result.output(B)).isEqualTo("2 of 2");
            assertThat(result.output(C)).isEqualTo("2 of 2");
        }
    }

    @Test
    void inMemoryAreOfOneFormatAndThatIsKnownBeforeTheRun() {
        TinyProject project = TinyProject.of(
                root,
                node(Steps::same).from(A).to(ref("x@written")),
                node(Steps::same).from(Ref.<String>ref("x@read")).to(C).named("reader"));
        try (Session session = project.open()) {
            Problem problem =
                    problemsOf(session, RunRequest.DEFAULT.with(A, "1")).get(0);

            assertThat(problem.code()).isEqualTo(PipelineCode.UNDEFINED_INPUT);
            assertThat(problem.what())
                    .isEqualTo(
                            "Node 'reader' reads 'x@read', which no node of this run writes and no catalog entry defines.");
            assertThat(problem.fixes()).contains("add 'x@read' to conf/base/catalog.yml");
        }
    }

    static String boxedAndPrimitive(@Nullable Integer maybe, int other) {
        return maybe + " " + other;
    }

    @Nested
    class Streams {
        @Test
        void thatAreHandedInOnceServeEveryRunOfTheRequestAndAreClosedAtOnce() {
            AtomicBoolean closed = new AtomicBoolean();
            TinyProject project =
                    TinyProject.of(root, node(InputsTest::joined).from(words).to(B));
            RunRequest request =
                    RunRequest.DEFAULT.with(words, Stream.of("x", "y").onClose(() -> closed.set(true)));
            assertThat(closed).isTrue();
            try (Session session = project.open()) {
                assertThat(session.run(request).orThrow().output(B)).isEqualTo("x y");
                assertThat(session.run(request).orThrow().output(B)).isEqualTo("x y");
            }
        }

        private final Ref<Stream<String>> words = ref("words");
        private final Ref<Iterator<String>> sameWords = ref("words");

        @Test
        void thatAreHandedInAreReadByEachNodeFromTheStart() {
            TinyProject project = TinyProject.of(
                    root,
                    node(InputsTest::joined).from(words).to(B),
                    node(InputsTest::joinedOneByOne).from(sameWords).to(C));
            try (Session session = project.open()) {
                var result = session.run(RunRequest.DEFAULT.with(words, Stream.of("x", "y")))
                        .orThrow();

                assertThat(result.output(B)).isEqualTo("x y");
                assertThat(result.output(C)).isEqualTo("x-y");
            }
        }

        @Test
        void cannotBeMadeOfASingleValue() {
            Ref<String> wrong = ref("words");
            TinyProject project =
                    TinyProject.of(root, node(InputsTest::joined).from(words).to(B));
            try (Session session = project.open()) {
                Problem problem =
                        problemsOf(session, RunRequest.DEFAULT.with(wrong, "x")).get(0);

                assertThat(problem.code()).isEqualTo(RunCode.TYPES_DIFFER);
                assertThat(problem.what())
                        .isEqualTo("Node 'joined' takes 'words' as Stream<String>, but what was handed in is of type"
                                + " String.");
                assertThat(problem.fixes()).containsExactly("hand in a value of type Stream<String>");
            }
        }

        @Test
        void thatBreakOffAreTheFailureOfTheirNode() {
            Ref<Stream<Steps.Row>> rows = ref("rows");
            TinyProject project = TinyProject.of(
                            root, node(InputsTest::breaksOff).to(rows))
                    .file("conf/base/catalog.yml", "rows: {type: Csv, filepath: data/rows.csv}\n")
                    .file("data/rows.csv", "id,name\n7,old\n");
            try (Session session = project.open()) {
                Problem problem = session.run().problems().get(0);

                assertThat(problem.code()).isEqualTo(RunCode.NODE_FAILED);
                assertThat(problem.what()).isEqualTo("Node 'breaks_off' failed: IllegalStateException: no second row");
                assertThat(problem.where().get(0).source()).isEqualTo("InputsTest.java");
                assertThat(project.read("data/rows.csv")).isEqualTo("id,name\n7,old\n");
            }
        }

        @Test
        void ofNumbersGoThroughMemory() {
            Ref<DoubleStream> halves = ref("halves");
            TinyProject project = TinyProject.of(
                    root,
                    node(InputsTest::halves).to(halves),
                    node(InputsTest::total).from(halves).to(B));
            try (Session session = project.open()) {
                assertThat(session.run().orThrow().output(B)).isEqualTo("2.0");
            }
        }

        @Test
        void areNotSeenInWhatHappensToBeAnIterator() {
            Ref<Scanner> scanner = ref("scanner");
            TinyProject project = TinyProject.of(
                    root,
                    node(InputsTest::scanner).to(scanner),
                    node(InputsTest::first).from(scanner).to(B));
            try (Session session = project.open()) {
                assertThat(session.run().orThrow().output(B)).isEqualTo("one");
            }
        }
    }

    @Nested
    class ParametersThatAreNull {

        @Test
        void areRefusedAtTheirLineWhereTheyCannotBe() {
            TinyProject project = TinyProject.of(
                            root,
                            node(InputsTest::twice).from(param("number")).to(B),
                            node(InputsTest::size).from(param("options")).to(C))
                    .file("conf/base/parameters.yml", "number: ~\noptions:\n");
            try (Session session = project.open()) {
                List<Problem> problems = problemsOf(session, RunRequest.DEFAULT);

                assertThat(problems).extracting(Problem::code).containsOnly(ConfigCode.WRONG_TYPE);
                assertThat(problems)
                        .extracting(Problem::what)
                        .containsExactlyInAnyOrder(
                                "The value must be a whole number, but is empty (null)",
                                "The value must be a map of keys, but is empty (null)");
                assertThat(problems)
                        .extracting(problem -> problem.where().get(0).toString())
                        .containsExactlyInAnyOrder("conf/base/parameters.yml:1:9", "conf/base/parameters.yml:2:9");
                assertThat(problems)
                        .allSatisfy(problem -> assertThat(problem.fixes()).contains("let the method take an Optional"));
            }
        }

        @Test
        void areRefusedByThePrimitiveArgumentOnlyThoughAnotherTakesThem() {
            TinyProject project = TinyProject.of(
                            root,
                            node(InputsTest::boxedAndPrimitive)
                                    .from(param("number"), param("other"))
                                    .to(B))
                    .file("conf/base/parameters.yml", "number: ~\nother: 1\n");
            try (Session session = project.open()) {
                assertThat(session.run().orThrow().output(B)).isEqualTo("null 1");
            }
            project.file("conf/base/parameters.yml", "number: 1\nother: ~\n");
            try (Session session = project.open()) {
                Problem problem = problemsOf(session, RunRequest.DEFAULT).get(0);
                assertThat(problem.what()).isEqualTo("The value must be a whole number, but is empty (null)");
                assertThat(problem.where().get(0).toString()).isEqualTo("conf/base/parameters.yml:2:8");
                assertThat(problem.fixes()).contains("let the method take an Optional");
            }
        }

        @Test
        void areRefusedByTheSecondNodeThoughTheFirstTakesThem() {
            TinyProject project = TinyProject.of(
                            root,
                            node(InputsTest::shown).from(param("number")).to(B),
                            node(InputsTest::boxedAndPrimitive)
                                    .from(param("number"), param("number"))
                                    .to(C))
                    .file("conf/base/parameters.yml", "number: ~\n");
            try (Session session = project.open()) {
                assertThat(problemsOf(session, RunRequest.DEFAULT))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.what()).contains("is empty (null)"));
            }
        }

        @Test
        void arriveAsNullOrEmptyWhereTheyMayBe() {
            TinyProject project = TinyProject.of(
                            root,
                            node(InputsTest::maybe).from(param("number")).to(B),
                            node(InputsTest::shown).from(param("number")).to(C))
                    .file("conf/base/parameters.yml", "number: ~\n");
            try (Session session = project.open()) {
                var result = session.run().orThrow();

                assertThat(result.output(B)).isEqualTo("Optional.empty");
                assertThat(result.output(C)).isEqualTo("null");
            }
        }
    }

    @Test
    void ofAConnectionAreMaskedInFailuresAlsoWhereTheyAreNumbers() {
        TinyProject project = TinyProject.of(
                        root, node(InputsTest::leaks).from(A).to(B))
                .file("conf/local/credentials.yml", "db: {pin: 87654321}\n");
        try (Session session = project.open()) {
            var result = session.run(RunRequest.DEFAULT.with(A, "1"));

            assertThat(result.problems().get(0).what()).contains("refused ***** at jdbc:x://<redacted>@host/db");
            assertThat(session.masked(String.valueOf(result.errors().get(0)))).doesNotContain("87654321", "hunter2");
        }
    }
}
