package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.hook.Hook;
import dev.jedro.hook.ProjectChecked;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineCode;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.run.RunCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Shop;
import shop.Steps;

class ChecksBeforeARunTest {
    private static final Ref<String> A = ref("a");
    private static final Ref<String> B = ref("b");
    private static final Ref<String> C = ref("c");

    @TempDir
    Path root;

    private static String text(String... names) {
        StringBuilder catalog = new StringBuilder();
        for (String name : names) {
            catalog.append(name)
                    .append(": {type: Text, filepath: data/")
                    .append(name)
                    .append(".txt}\n");
        }
        return catalog.toString();
    }

    private static List<Problem> problemsOf(Session session, RunRequest request) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> session.run(request))
                .isInstanceOfSatisfying(JedroException.class, e -> problems.addAll(e.problems()));
        return problems;
    }

    private static Integer count(Map<String, Integer> parameters) {
        return parameters.size();
    }

    private static void take(StringBuilder builder) {
        builder.append('x');
    }

    @Test
    void aMisspeltInputIsToldWithNearNamesAndPlaces() {
        Ref<String> wrong = ref("ordesr");
        TinyProject project =
                TinyProject.of(root, node(Steps::same).from(wrong).to(B)).file("conf/base/catalog.yml", text("orders"));
        try (Session session = project.open()) {
            Problem problem = problemsOf(session, RunRequest.DEFAULT).get(0);

            assertThat(problem.code()).isEqualTo(PipelineCode.UNDEFINED_INPUT);
            assertThat(problem.what())
                    .isEqualTo("Node 'same' reads 'ordesr', which no node of this run writes and no catalog entry"
                            + " defines.");
            assertThat(problem.where())
                    .hasSize(2)
                    .allMatch(place -> place.source().equals("ChecksBeforeARunTest.java"));
            assertThat(problem.near()).containsExactly("orders (conf/base/catalog.yml:1:1)");
            assertThat(problem.fixes()).anyMatch(fix -> fix.startsWith("rename the Ref in ChecksBeforeARunTest.java:"));
        }
        assertThat(root.resolve(".jedro")).doesNotExist();
    }

    @Test
    void whatHooksMissForARunIsFoundByACheckOfEachOfThem() {
        List<String> seen = new ArrayList<>();
        class Needs implements Hook {
            private final String what;

            Needs(String what) {
                this.what = what;
            }

            @Override
            public void projectChecked(ProjectChecked e) {
                seen.add(
                        e.env() + " " + e.pipelines().size() + " " + e.catalog().names());
                throw new JedroException(Problem.error(RunCode.UNKNOWN_DATA, "There is no " + what + "."));
            }
        }
        TinyProject project = TinyProject.of(
                        root,
                        builder -> builder.hook(new Needs("profile"))
                                .hook(new Needs("server"))
                                .pipeline(
                                        "p",
                                        () -> Pipeline.of(node(Steps::source).to(A))))
                .file("conf/base/catalog.yml", text("a"));
        try (Session session = project.open()) {
            assertThat(session.check())
                    .extracting(Problem::what)
                    .containsExactly("There is no server.", "There is no profile.");
        }
        assertThat(seen).containsExactly("local 2 [a]", "local 2 [a]");
    }

    @Test
    void anInputThatTheCatalogKeepsInMemoryIsNotItsOwnNearName() {
        TinyProject project = TinyProject.of(root, node(Steps::same).from(A).to(B))
                .file("conf/base/catalog.yml", "a: {type: Memory}\n");
        try (Session session = project.open()) {
            Problem problem = problemsOf(session, RunRequest.DEFAULT).get(0);

            assertThat(problem.code()).isEqualTo(PipelineCode.UNDEFINED_INPUT);
            assertThat(problem.what()).contains("'a', which is kept in memory only");
            assertThat(problem.near()).isEmpty();
            assertThat(problem.fixes())
                    .containsExactly(
                            "give 'a' a type that keeps data, such as Json", "hand its value in with RunRequest.with");
        }
    }

    @Test
    void allParametersTogetherHaveAMethodOfTheirOwn() {
        Param<Map<String, Integer>> all = param("parameters");
        TinyProject project = TinyProject.of(
                        root, node(ChecksBeforeARunTest::count).from(all).to(ref("n")))
                .file("conf/base/parameters.yml", "x: 1\n");
        try (Session session = project.open()) {
            assertThat(problemsOf(session, RunRequest.DEFAULT).get(0).fixes())
                    .containsExactly("write Param.parameters() for all parameters together");
        }
    }

    @Test
    void aDatasetThatHasNothingToConfirmIsToldBeforeItsNodeRuns() {
        TinyProject project = TinyProject.of(
                        root, node(Steps::same).from(A).to(B).confirms(A, C))
                .file("conf/base/catalog.yml", text("a", "b"))
                .file("data/a.txt", "text");
        try (Session session = project.open()) {
            List<Problem> problems = problemsOf(session, RunRequest.DEFAULT);

            assertThat(problems)
                    .extracting(Problem::what)
                    .containsExactly(
                            "Dataset 'a' (Text) is confirmed by a node, but has nothing to confirm",
                            "Dataset 'c' (Memory) is confirmed by a node, but has nothing to confirm");
            assertThat(problems).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(CatalogCode.NOT_CONFIRMABLE);
                assertThat(problem.where().get(0).source()).isEqualTo("ChecksBeforeARunTest.java");
                assertThat(problem.fixes().get(0)).startsWith("remove 'confirms' from the node");
            });
            assertThat(session.check()).containsAll(problems);
            assertThat(problemsOf(session, RunRequest.DEFAULT.with(A, "mine")))
                    .extracting(Problem::what)
                    .noneMatch(what -> what.contains("'a'"));
        }
        assertThat(root.resolve("data/b.txt")).doesNotExist();
    }

    @Test
    void aBrokenEntryIsToldOnceAndNotAgainForEachOfItsReaders() {
        TinyProject project = TinyProject.of(root, node(Steps::same).from(A).to(B))
                .file(
                        "conf/base/catalog.yml",
                        "a: {type: Txet, filepath: data/a.txt}\nb: {type: Text, filpath: b.txt}\n");
        try (Session session = project.open()) {
            assertThat(problemsOf(session, RunRequest.DEFAULT))
                    .extracting(problem ->
                            problem.code().id() + " " + problem.where().get(0))
                    .containsExactly("JED-302 conf/base/catalog.yml:1:11", "JED-316 conf/base/catalog.yml:2:17");
        }
    }

    @Test
    void anEntryWithoutATypeIsToldOnceByCheck() {
        TinyProject project = TinyProject.of(root, node(Steps::same).from(A).to(B))
                .file("conf/base/catalog.yml", "a: {filepath: data/a.txt}\n");
        try (Session session = project.open()) {
            assertThat(session.check())
                    .extracting(problem ->
                            problem.code().id() + " " + problem.where().get(0))
                    .containsExactly("JED-301 conf/base/catalog.yml:1:1");
        }
    }

    @Test
    void aSliceThatNeedsWhatIsOnlyInMemoryNamesTheNodeThatMakesIt() {
        TinyProject project = TinyProject.of(
                root, node(Steps::source).to(A), node(Steps::same).from(A).to(B));
        try (Session session = project.open()) {
            RunRequest request = RunRequest.DEFAULT.slice(Slice.ALL.with(Slice.Part.NODES, "same"));

            assertThat(problemsOf(session, request).get(0).fixes().get(0))
                    .startsWith("run node 'source' too, which writes it");
        }
    }

    @Test
    void everyProblemIsToldAtOnce() {
        Ref<Integer> wrongType = ref("b");
        Param<Shop.Options> options = param("optoins");
        Resource<StringBuilder> resource = Resource.of("builder", StringBuilder.class);
        TinyProject project = TinyProject.of(
                        root,
                        node(Steps::same).from(A).to(B),
                        node(Steps::describe).from(wrongType, A).to(C),
                        node(Shop::report).from(A, options).to(ref("r")),
                        node(ChecksBeforeARunTest::take).from(resource))
                .file("conf/base/catalog.yml", text("other"))
                .file("conf/base/parameters.yml", "options: {min_length: 1, stop_words: []}");
        try (Session session = project.open()) {
            List<Problem> problems = problemsOf(session, RunRequest.DEFAULT);

            assertThat(problems.stream().map(Problem::code))
                    .containsExactlyInAnyOrder(
                            PipelineCode.UNDEFINED_INPUT,
                            RunCode.TYPES_DIFFER,
                            RunCode.PARAMETER_MISSING,
                            RunCode.RESOURCE_MISSING);
            assertThat(problems)
                    .filteredOn(problem -> problem.code() == RunCode.PARAMETER_MISSING)
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.near()).containsExactly("options (conf/base/parameters.yml:1:10)"));
            assertThat(problems)
                    .filteredOn(problem -> problem.code() == RunCode.TYPES_DIFFER)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what())
                            .isEqualTo("Node 'describe' takes 'b' as Integer, but node 'same' gives String."));
        }
    }

    @Test
    void aParameterThatDoesNotBindIsToldAtItsLine() {
        TinyProject project = TinyProject.shop(root)
                .file("conf/base/parameters.yml", "options:\n  min_length: many\n  stop_word: []\n");
        try (Session session = project.open()) {
            assertThat(problemsOf(session, RunRequest.DEFAULT))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .anySatisfy(
                            problem -> assertThat(problem.where().get(0)).hasToString("conf/base/parameters.yml:2:15"));
        }
    }

    @Test
    void dataForNoInputIsRefused() {
        TinyProject project = TinyProject.of(root, node(Steps::source).to(A));
        try (Session session = project.open()) {
            assertThat(problemsOf(session, RunRequest.DEFAULT.with(B, "x"))
                            .get(0)
                            .code())
                    .isEqualTo(RunCode.UNKNOWN_DATA);
        }
    }
}
