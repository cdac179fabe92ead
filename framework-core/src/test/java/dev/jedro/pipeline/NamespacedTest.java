package dev.jedro.pipeline;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Steps.below;
import static dev.jedro.pipeline.Steps.link;
import static dev.jedro.pipeline.Steps.names;
import static dev.jedro.pipeline.Steps.problemOf;
import static dev.jedro.pipeline.Steps.problemsOf;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NamespacedTest {
    static final Ref<String> A = s("a"), B = s("b"), C = s("c"), X = s("X"), Y = s("Y");
    static final Param<String> SIZE = param("size"), COUNT = param("count");
    static final Pipeline LINE = Pipeline.of(link("n1", "a", "b"), link("n2", "b", "c"));
    static final Pipeline WITH_PARAMS = Pipeline.of(
            node(Steps::bi).from(A, SIZE).to(B),
            node(Steps::copy).from(Param.parameters()).to(C));

    @Nested
    class Prefixes {
        @Test
        void nodesAndDatasets() {
            Pipeline emea = LINE.in("emea");

            assertThat(names(emea)).containsExactly("emea.n1", "emea.n2");
            assertThat(emea.datasets()).containsExactly("emea.a", "emea.b", "emea.c");
        }

        @Test
        void nest() {
            Pipeline outer = LINE.in("ns").in("outer");

            assertThat(names(outer)).containsExactly("outer.ns.n1", "outer.ns.n2");
            assertThat(outer.nodes().get(0).namespace()).isEqualTo("outer.ns");
            assertThat(outer.inputs()).containsExactly("outer.ns.a");
            assertThat(LINE.in("outer.ns")).isEqualTo(outer);
        }

        @Test
        void parametersButNotAllParametersTogether() {
            assertThat(WITH_PARAMS.in("emea").parameters()).containsExactly("parameters", "params:emea.size");
        }

        @Test
        void theNameBeforeTheFormat() {
            Pipeline pipeline = Pipeline.of(link("n1", "a@csv", "b@x"), link("n2", "b@y", "c"));

            assertThat(pipeline.in("emea").datasets()).containsExactly("emea.a@csv", "emea.b@x", "emea.b@y", "emea.c");
        }

        @Test
        void whatANodeConfirms() {
            Pipeline pipeline = Pipeline.of(link("n1", "a", "b").confirms(A, X));

            assertThat(pipeline.in("emea").nodes().get(0).confirms()).containsExactly(s("emea.a"), s("emea.X"));
        }

        @Test
        void notResources() {
            Resource<String> service = Resource.of("service", String.class);
            Pipeline pipeline = Pipeline.of(node(Steps::copy).from(service).to(B));

            assertThat(pipeline.in("emea").resources()).isEqualTo(Set.of(service));
        }

        @Test
        void onlyNodesWhereAsked() {
            Pipeline emea = WITH_PARAMS.in("emea").namesOnly();

            assertThat(names(emea)).containsExactly("emea.bi", "emea.copy");
            assertThat(emea.datasets()).isEqualTo(WITH_PARAMS.datasets());
        }

        @Test
        void leaveTheInnerPipelineAsItWas() {
            LINE.in("emea").nodes();

            assertThat(names(LINE)).containsExactly("n1", "n2");
        }

        @Test
        void keepTheFunctionTheTagsAndThePlace() throws Exception {
            Node inner = link("n1", "a", "b").tagged("t").retry(3);
            Node outer = Pipeline.of(inner).in("emea").nodes().get(0);

            assertThat(outer.run(List.of("v"))).containsExactly("v");
            assertThat(outer.tags()).containsExactly("t");
            assertThat(outer.retries()).isEqualTo(3);
            assertThat(outer.place()).isEqualTo(inner.place());
        }

        @Test
        void letOnePipelineBeUsedTwice() {
            Pipeline both = Pipeline.of(LINE.in("emea").keep(A), LINE.in("apac").keep(A));

            assertThat(names(both)).containsExactly("apac.n1", "emea.n1", "apac.n2", "emea.n2");
            assertThat(both.inputs()).containsExactly("a");
            assertThat(both.outputs()).containsExactly("apac.c", "emea.c");
        }
    }

    @Nested
    class Binds {
        @Test
        void keepANameAsItIs() {
            assertThat(LINE.in("emea").keep(A).datasets()).containsExactly("a", "emea.b", "emea.c");
            assertThat(LINE.in("emea").bind(A, A).datasets()).containsExactly("a", "emea.b", "emea.c");
        }

        @Test
        void renameInputsAndOutputs() {
            assertThat(LINE.in("emea").bind(A, X).bind(C, Y).datasets()).containsExactly("X", "Y", "emea.b");
        }

        @Test
        void renameAnIntermediateAtItsWriterAndItsReaders() {
            Pipeline emea = LINE.in("emea").bind(B, X);

            assertThat(emea.node("emea.n1").outputs()).containsExactly(X);
            assertThat(emea.node("emea.n2").inputs()).containsExactly(X);
        }

        @Test
        void allCountAtOnceAndNameWhatWasThereBefore() {
            Pipeline swapped = LINE.in("").bind(A, C).bind(C, A);

            assertThat(swapped.inputs()).containsExactly("c");
            assertThat(swapped.outputs()).containsExactly("a");
            assertThat(names(swapped)).containsExactly("n1", "n2");
        }

        @Test
        void renameParameters() {
            Param<String> other = param("y.z");

            assertThat(WITH_PARAMS.in("emea").bind(SIZE, other).parameters())
                    .containsExactly("parameters", "params:y.z");
            assertThat(WITH_PARAMS.in("emea").keep(SIZE).parameters()).containsExactly("parameters", "params:size");
        }

        @Test
        void ofAPlainNameRenameAllFormats() {
            Pipeline pipeline = Pipeline.of(link("n1", "a@x", "b"), link("n2", "a@y", "c"));

            assertThat(pipeline.in("emea").bind(A, X).inputs()).containsExactly("X@x", "X@y");
        }

        @Test
        void ofANameWithItsFormatRenameOnlyThat() {
            Pipeline pipeline = Pipeline.of(link("n1", "a@x", "b"), link("n2", "a@y", "c"));

            assertThat(pipeline.in("emea").bind(s("a@x"), X).inputs()).containsExactly("X", "emea.a@y");
        }

        @Test
        void nestLevelByLevel() {
            Pipeline pipeline = LINE.in("ns").bind(A, X).in("outer").bind(X, Y);

            assertThat(pipeline.inputs()).containsExactly("Y");
            assertThat(pipeline.outputs()).containsExactly("outer.ns.c");
        }
    }

    @Nested
    class Mistakes {
        @Test
        void anUnknownNameIsShownWithThePlacesOfTheBindAndOfTheReference() {
            Place written = below(1);
            Ref<String> unknown = Ref.ref("companis");
            Pipeline pipeline = Pipeline.of(link("n", "companies", "b"));
            Place bound = below(1);
            Pipeline emea = pipeline.in("emea").bind(unknown, X);
            Problem problem = problemOf(emea::nodes);

            assertThat(problem.code()).isEqualTo(PipelineCode.UNKNOWN_DATASET);
            assertThat(problem.what())
                    .isEqualTo("The pipeline neither reads nor writes a dataset or parameter named 'companis'.");
            assertThat(problem.where()).containsExactly(bound, written);
            assertThat(problem.near()).containsExactly("companies");
            assertThat(problem.fixes()).containsExactly("use 'companies'");
        }

        @Test
        void anUnknownParameterGetsOnlyNamesThatExist() {
            Pipeline pipeline =
                    Pipeline.of(node(Steps::copy).from(param("model_options")).to(s("model_options_2")));

            assertThat(problemOf(() -> pipeline.in("emea")
                                    .bind(param("model_options_1"), SIZE)
                                    .nodes())
                            .near())
                    .containsExactly("params:model_options");
        }

        @Test
        void allUnknownNamesAreReported() {
            assertThat(problemsOf(() -> LINE.in("emea").bind(X, A).keep(COUNT).nodes()))
                    .hasSize(2);
        }

        @Test
        void oneNameCannotBeTwo() {
            Problem problem =
                    problemOf(() -> LINE.in("emea").bind(A, X).bind(A, Y).nodes());

            assertThat(problem.code()).isEqualTo(PipelineCode.BOUND_TWICE);
            assertThat(problem.what()).isEqualTo("'a' is bound to 'X' and to 'Y'.");
            assertThat(problem.where()).hasSize(2);
            assertThat(problem.fixes()).containsExactly("drop one of the two binds");
        }

        @Test
        void aNamespaceHasTheLettersOfAName() {
            Place place = below(1);
            Pipeline bad = LINE.in("e mea");
            Problem problem = problemOf(bad::nodes);

            assertThat(problem.code()).isEqualTo(PipelineCode.BAD_NODE_NAME);
            assertThat(problem.what()).isEqualTo("'e mea' is no valid namespace.");
            assertThat(problem.where()).containsExactly(place);
        }

        @Test
        void bindingTwoOutputsToOneNameIsFound() {
            assertThat(problemsOf(() -> LINE.in("emea").bind(B, X).bind(C, X).nodes()))
                    .extracting(Problem::code)
                    .containsExactly(PipelineCode.OWN_INPUT, PipelineCode.TWO_WRITERS);
        }

        @Test
        void bindingAnInputToALaterOutputIsFound() {
            assertThat(problemOf(() -> LINE.in("emea").bind(A, C).bind(C, C).nodes())
                            .code())
                    .isEqualTo(PipelineCode.CYCLE);
        }
    }
}
