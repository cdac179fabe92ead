package dev.jedro.pipeline;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Nodes.part;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Steps.below;
import static dev.jedro.pipeline.Steps.link;
import static dev.jedro.pipeline.Steps.problemOf;
import static dev.jedro.pipeline.Steps.problemsOf;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineMistakesTest {
    record Pair(String left, String right) {}

    static Pair pair(String a) {
        return new Pair(a, a);
    }

    @Nested
    class InNames {
        @Test
        void aLambdaNeedsOne() {
            Place place = below(1);
            Node node = node((String a) -> a).from(s("a")).to(s("b"));
            Problem problem = problemOf(() -> Pipeline.of(node));

            assertThat(problem.code()).isEqualTo(PipelineCode.NAME_MISSING);
            assertThat(problem.where()).containsExactly(place);
            assertThat(problem.fixes()).first().isEqualTo("add .named(\"…\") to the node");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a,b", "", "a/b", "ä ö", "a:b"})
        void aWrongCharacterIsRefused(String name) {
            Place place = below(1);
            Node node = node(Steps::ident).from(s("a")).to(s("b")).named(name);
            Problem problem = problemOf(() -> Pipeline.of(node));

            assertThat(problem.code()).isEqualTo(PipelineCode.BAD_NODE_NAME);
            assertThat(problem.what()).isEqualTo("'" + name + "' is no valid node name.");
            assertThat(problem.where()).containsExactly(place);
            assertThat(problem.fixes())
                    .containsExactly("use only letters, digits, hyphens, underscores and full stops");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a-b", "a_b", "a.b", "A1", "größe"})
        void lettersDigitsHyphensUnderscoresAndFullStopsAreFine(String name) {
            assertThat(Pipeline.of(link(name, "a", "b")).nodes()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a b", "a,b", "", "a/b"})
        void aWrongCharacterInATagIsRefused(String tag) {
            Place place = below(1);
            Node node = node(Steps::ident).from(s("a")).to(s("b"));
            Problem ofNode = problemOf(() -> Pipeline.of(node.tagged("fine", tag)));
            Problem ofPipeline = problemOf(() -> Pipeline.of(node).withTags(tag));

            assertThat(ofNode.code()).isEqualTo(PipelineCode.BAD_TAG);
            assertThat(ofNode.what()).isEqualTo("'" + tag + "' of node 'ident' is no valid tag.");
            assertThat(ofNode.where()).containsExactly(place);
            assertThat(ofNode.fixes()).containsExactly("use only letters, digits, hyphens, underscores and full stops");
            assertThat(ofPipeline).isEqualTo(ofNode);
        }

        @Test
        void twoNodesOfOneFunctionShowBothPlacesAndTheCure() {
            Place first = below(1);
            Node one = node(Steps::ident).from(s("a")).to(s("b"));
            Place second = below(1);
            Node two = node(Steps::ident).from(s("b")).to(s("c"));
            Problem problem = problemOf(() -> Pipeline.of(one, two));

            assertThat(problem.code()).isEqualTo(PipelineCode.DUPLICATE_NODE_NAME);
            assertThat(problem.what()).isEqualTo("Two nodes of the pipeline are named 'ident'.");
            assertThat(problem.where()).containsExactly(first, second);
            assertThat(problem.fixes()).containsExactly("give each of them a name of its own with .named(\"…\")");
        }

        @Test
        void manyNodesOfOneFunctionAreOneProblemWithTheFirstPlaces() {
            Piece[] nodes = IntStream.range(0, 8)
                    .mapToObj(i -> node(Steps::ident).from(s("a" + i)).to(s("b" + i)))
                    .toArray(Piece[]::new);
            Problem problem = problemOf(() -> Pipeline.of(nodes));

            assertThat(problem.what()).isEqualTo("8 nodes of the pipeline are named 'ident'.");
            assertThat(problem.where()).hasSize(5);
        }

        @Test
        void joiningNodesOfOneNameAndDifferentOutputsIsRefused() {
            Pipeline one = Pipeline.of(link("n", "a", "b"));
            Pipeline two = Pipeline.of(link("n", "a", "c"));

            assertThat(problemOf(() -> one.plus(two)).code()).isEqualTo(PipelineCode.DUPLICATE_NODE_NAME);
        }

        @Test
        void oneNodeGivenTwiceIsRefusedWithTheWayToJoin() {
            Node node = link("n", "a", "b");

            Problem problem = problemOf(() -> Pipeline.of(node, Pipeline.of(node)));

            assertThat(problem.code()).isEqualTo(PipelineCode.DUPLICATE_NODE_NAME);
            assertThat(problem.fixes())
                    .containsExactly("give the node once, or join pipelines that share it with a.plus(b)");
        }

        @Test
        void twoPipelinesInOneNamespaceAreToldToUseAnother() {
            Pipeline one = Pipeline.of(link("n", "a", "b"));
            Pipeline two = Pipeline.of(link("n", "a", "c"));

            assertThat(problemOf(() -> Pipeline.of(one.in("emea"), two.in("emea")))
                            .fixes())
                    .containsExactly("put each of the pipelines into a namespace of its own with .in(\"…\")");
        }
    }

    @Nested
    class InOutputs {
        @Test
        void twoWritersShowBothPlaces() {
            Place first = below(1);
            Node one = node(Steps::ident).from(s("a")).to(s("x")).named("one");
            Node two = node(Steps::ident).from(s("a")).to(s("x")).named("two");
            Problem problem = problemOf(() -> Pipeline.of(one, two));

            assertThat(problem.code()).isEqualTo(PipelineCode.TWO_WRITERS);
            assertThat(problem.what()).isEqualTo("Dataset 'x' is written by 'one' and by 'two'.");
            assertThat(problem.where()).containsExactly(first, two.place());
            assertThat(problem.fixes()).containsExactly("let each of them write a dataset of its own");
        }

        @Test
        void threeWritersAreOneProblem() {
            assertThat(problemOf(() ->
                                    Pipeline.of(link("one", "a", "x"), link("two", "a", "x"), link("three", "a", "x")))
                            .what())
                    .isEqualTo("Dataset 'x' is written by 'one' and by 'two' and by 'three'.");
        }

        @Test
        void twoFormatsOfOneDatasetHaveTwoWritersToo() {
            assertThat(problemOf(() -> Pipeline.of(link("one", "a", "x@csv"), link("two", "a", "x@table")))
                            .code())
                    .isEqualTo(PipelineCode.TWO_WRITERS);
        }

        @Test
        void oneNodeMayNotWriteADatasetTwice() {
            Node node = node(PipelineMistakesTest::pair)
                    .from(s("a"))
                    .toParts(part(Pair::left, s("b")), part(Pair::right, s("b")));
            Problem problem = problemOf(() -> Pipeline.of(node));

            assertThat(problem.code()).isEqualTo(PipelineCode.DUPLICATE_OUTPUT);
            assertThat(problem.what()).isEqualTo("Node 'pair' writes 'b' more than once.");
            assertThat(problem.where()).containsExactly(node.place());
            assertThat(problem.fixes()).containsExactly("give each output a dataset of its own");
        }

        @Test
        void aNodeMayNotReadWhatItWritesWhateverTheFormat() {
            Node plain = link("plain", "a", "a");
            Node formats = link("formats", "b@csv", "b@table");

            assertThat(problemsOf(() -> Pipeline.of(plain, formats))).hasSize(2).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(PipelineCode.OWN_INPUT);
                assertThat(problem.fixes()).containsExactly("write the result to a dataset of another name");
                assertThat(problem.where()).hasSize(1);
            });
        }

        @Test
        void twoNodesMayNotConfirmOneDataset() {
            Node one = link("one", "a", "b").confirms(s("x"));
            Node two = link("two", "a", "c").confirms(s("x"));
            Problem problem = problemOf(() -> Pipeline.of(one, two));

            assertThat(problem.code()).isEqualTo(PipelineCode.CONFIRMED_TWICE);
            assertThat(problem.what()).isEqualTo("Dataset 'x' is confirmed by 'one' and by 'two'.");
            assertThat(problem.where()).containsExactly(one.place(), two.place());
            assertThat(problem.fixes()).containsExactly("let only one of them confirm it");
        }
    }

    @Nested
    class InACircle {
        @Test
        void allNodesAndDatasetsOfItAreShownInOrder() {
            Node one = link("one", "c", "a");
            Node two = link("two", "a", "b");
            Node three = link("three", "b", "c");
            Node behind = link("behind", "c", "z");
            Problem problem = problemOf(() -> Pipeline.of(behind, one, two, three));

            assertThat(problem.code()).isEqualTo(PipelineCode.CYCLE);
            assertThat(problem.what())
                    .isEqualTo(
                            "Nodes wait for each other in a circle: 'one' writes 'a', 'two' reads it and writes 'b', "
                                    + "'three' reads it and writes 'c', which 'one' reads.");
            assertThat(problem.where()).hasSize(3);
            assertThat(problem.fixes()).containsExactly("write one of these datasets under another name");
        }

        @Test
        void eachSeparateCircleIsAProblemOfItsOwn() {
            assertThat(problemsOf(() -> Pipeline.of(
                            link("a", "1", "2"), link("b", "2", "1"), link("c", "3", "4"), link("d", "4", "3"))))
                    .extracting(Problem::code)
                    .containsExactly(PipelineCode.CYCLE, PipelineCode.CYCLE);
        }
    }

    @Nested
    class InDatasets {
        @Test
        void aParameterAsADatasetIsToldHowToBeWritten() {
            Place place = below(1);
            Ref<String> ref = Ref.ref("params:x.y");
            Problem problem = problemOf(() -> Pipeline.of(node(Steps::sink).from(ref)));

            assertThat(problem.code()).isEqualTo(PipelineCode.BAD_DATASET_NAME);
            assertThat(problem.where()).containsExactly(place);
            assertThat(problem.fixes()).containsExactly("use param(\"x.y\") for a parameter");
        }

        @Test
        void allParametersAsADatasetAreToldHowToBeWritten() {
            assertThat(problemOf(() -> Pipeline.of(node(Steps::sink).from(s("parameters"))))
                            .fixes())
                    .containsExactly("use Param.parameters() for all parameters together");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a@b@c", "@b", "a@"})
        void aNameHasOneFormatAtMost(String name) {
            Problem problem = problemOf(() -> Pipeline.of(node(Steps::sink).from(s(name))));

            assertThat(problem.code()).isEqualTo(PipelineCode.BAD_DATASET_NAME);
            assertThat(problem.fixes()).containsExactly("write one name and one format, as in ref(\"flights@spark\")");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", " a", "a\n"})
        void aNameIsNotBlankAndHasNoSpaceAround(String name) {
            assertThat(problemOf(() -> Pipeline.of(node(Steps::sink).from(s(name))))
                            .fixes())
                    .containsExactly("give it a name that does not start or end in white space");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", ".a", "a.", "a..b"})
        void aParameterIsAPathOfKeys(String name) {
            Param<String> param = param(name);
            Problem problem = problemOf(() -> Pipeline.of(node(Steps::sink).from(param)));

            assertThat(problem.code()).isEqualTo(PipelineCode.BAD_DATASET_NAME);
            assertThat(problem.where()).containsExactly(param.place());
            assertThat(problem.fixes())
                    .containsExactly("join keys by single dots, as in param(\"model_options.test_size\")");
        }

        @Test
        void aFormatIsNamedEverywhereOrNowhere() {
            Ref<String> formatted = s("x@csv");
            Node one = node(Steps::ident).from(s("a")).to(formatted);
            Problem problem = problemOf(() -> Pipeline.of(one, node(Steps::sink).from(s("x"))));

            assertThat(problem.code()).isEqualTo(PipelineCode.MIXED_FORMATS);
            assertThat(problem.what()).isEqualTo("Dataset 'x' is used with a format ('x@csv') and without one.");
            assertThat(problem.where()).containsExactly(formatted.place());
            assertThat(problem.fixes()).containsExactly("name a format wherever it is used, or nowhere");
        }
    }

    @Test
    void areReportedAllAtOnce() {
        assertThat(problemsOf(() -> Pipeline.of(
                        link("a b", "x", "y"),
                        link("n", "y", "z"),
                        link("n", "z", "z"),
                        node((String a) -> a).from(s("p")).to(s("q")))))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        PipelineCode.BAD_NODE_NAME,
                        PipelineCode.DUPLICATE_NODE_NAME,
                        PipelineCode.NAME_MISSING,
                        PipelineCode.TWO_WRITERS,
                        PipelineCode.OWN_INPUT);
    }

    /** As a static field is, until its class has come to that line. */
    @Nested
    class OfReferencesThatAreNull {
        @SuppressWarnings("NullAway") // what is tested
        private static final Ref<String> NULL = null;

        @Test
        void areNamedByTheirPlaceInTheWiring() {
            Place first = below(1);
            Problem input = problemOf(() -> node(Steps::bi).from(s("a"), NULL));
            Place second = below(1);
            Problem output = problemOf(() -> node(Steps::ident).from(s("a")).to(NULL));

            assertThat(input.code()).isEqualTo(PipelineCode.NO_REFERENCE);
            assertThat(input.what()).isEqualTo("Argument 2 of 'bi' is null instead of a reference.");
            assertThat(input.where()).containsExactly(first);
            assertThat(input.fixes()).first().asString().startsWith("keep references in a class of their own");
            assertThat(output.what()).isEqualTo("An output of 'ident' is null instead of a reference.");
            assertThat(output.where()).containsExactly(second);
        }
    }
}
