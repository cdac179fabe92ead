package dev.jedro.pipeline;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Steps.link;
import static dev.jedro.pipeline.Steps.names;
import static dev.jedro.pipeline.Steps.problemOf;
import static dev.jedro.pipeline.Steps.problemsOf;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SliceTest {
    /** n1:a→b (t1), n2:b→c (t2), n3:c→d, n4:b→e (t1). */
    static final Pipeline FORK = Pipeline.of(
            link("n1", "a", "b").tagged("t1"),
            link("n2", "b", "c").tagged("t2"),
            link("n3", "c", "d"),
            link("n4", "b", "e").tagged("t1"));

    @Nested
    class ByNodes {
        @Test
        void fromTakesTheNodeAndAllAfterIt() {
            assertThat(names(FORK.fromNodes("n2"))).containsExactly("n2", "n3");
        }

        @Test
        void toTakesTheNodeAndAllBeforeIt() {
            assertThat(names(FORK.toNodes("n2"))).containsExactly("n1", "n2");
        }

        @Test
        void onlyTakesNoMoreThanTheNodes() {
            assertThat(names(FORK.onlyNodes("n4", "n1", "n4"))).containsExactly("n1", "n4");
            assertThat(FORK.onlyNodes("n3").inputs()).containsExactly("c");
        }

        @Test
        void anUnknownNameGetsNearOnes() {
            Pipeline pipeline = Pipeline.of(link("train_model", "a", "b"));
            Problem problem = problemOf(() -> pipeline.onlyNodes("trian_model"));

            assertThat(problem.code()).isEqualTo(PipelineCode.UNKNOWN_NODE);
            assertThat(problem.what()).isEqualTo("The pipeline has no node named 'trian_model'.");
            assertThat(problem.near()).containsExactly("train_model");
            assertThat(problem.fixes()).containsExactly("use 'train_model'");
        }

        @Test
        void aNameWithoutItsNamespaceGetsTheFullOne() {
            Problem problem = problemOf(() -> FORK.in("long_namespace_of_mine").onlyNodes("n1"));

            assertThat(problem.near()).containsExactly("long_namespace_of_mine.n1");
        }

        @Test
        void allUnknownNamesAreReported() {
            assertThat(problemsOf(() -> FORK.fromNodes("zz", "yy", "n1")))
                    .extracting(Problem::what)
                    .containsExactly("The pipeline has no node named 'yy'.", "The pipeline has no node named 'zz'.");
        }
    }

    @Nested
    class ByDatasets {
        @Test
        void toOutputsTakesWhatMakesThem() {
            assertThat(names(FORK.toOutputs("e"))).containsExactly("n1", "n4");
            assertThat(names(FORK.toOutputs("b", "c"))).containsExactly("n1", "n2");
        }

        @Test
        void fromInputsTakesWhatNeedsThem() {
            assertThat(names(FORK.fromInputs("c"))).containsExactly("n3");
            assertThat(names(FORK.fromInputs("b"))).containsExactly("n2", "n4", "n3");
        }

        @Test
        void fromInputsTakesParameters() {
            Pipeline pipeline = Pipeline.of(
                    node(Steps::copy).from(param("x.y")).to(s("b")), link("n2", "b", "c"), link("n3", "a", "z"));

            assertThat(names(pipeline.fromInputs("params:x.y"))).containsExactly("copy", "n2");
        }

        @Test
        void whatNoNodeReadsOrWritesInThatWayGivesNothing() {
            assertThat(FORK.fromInputs("d").nodes()).isEmpty();
            assertThat(FORK.toOutputs("a").nodes()).isEmpty();
        }

        @Test
        void unknownNamesAreReportedInOrderWithNearOnes() {
            Pipeline pipeline = Pipeline.of(link("n", "companies", "b"));
            List<Problem> problems = problemsOf(() -> pipeline.fromInputs("zz", "compnies"));

            assertThat(problems)
                    .extracting(Problem::what)
                    .containsExactly(
                            "The pipeline neither reads nor writes a dataset or parameter named 'compnies'.",
                            "The pipeline neither reads nor writes a dataset or parameter named 'zz'.");
            assertThat(problems.get(0).near()).containsExactly("companies");
            assertThat(problems.get(0).fixes()).containsExactly("use 'companies'");
            assertThat(problems.get(1).fixes()).containsExactly("list its datasets with 'jedro catalog list'");
        }
    }

    @Nested
    class ByTagsAndNamespaces {
        @Test
        void anyOfTheTagsIsEnough() {
            assertThat(names(FORK.tagged("t1", "t2"))).containsExactly("n1", "n2", "n4");
        }

        @Test
        void noTagAndAnUnknownTagGiveNothing() {
            assertThat(FORK.tagged().nodes()).isEmpty();
            assertThat(FORK.tagged("nope").nodes()).isEmpty();
        }

        @Test
        void aNamespaceTakesNestedOnesButNotOnesThatOnlyStartLikeIt() {
            Pipeline inner = Pipeline.of(link("n", "a", "b"));
            Pipeline pipeline = Pipeline.of(inner.in("x"), inner.in("y").in("x"), inner.in("xy"), inner);

            assertThat(names(pipeline.inNamespace("x"))).containsExactly("x.n", "x.y.n");
            assertThat(names(pipeline.inNamespace("x.y", "xy"))).containsExactly("x.y.n", "xy.n");
        }

        @Test
        void anUnknownNamespaceIsAProblem() {
            Problem problem = problemOf(() -> FORK.in("emea").inNamespace("emae"));

            assertThat(problem.code()).isEqualTo(PipelineCode.UNKNOWN_NAMESPACE);
            assertThat(problem.what()).isEqualTo("The pipeline has no nodes in the namespace 'emae'.");
            assertThat(problem.near()).containsExactly("emea");
            assertThat(problem.fixes()).containsExactly("use one of 'emea'");
            assertThat(problemOf(() -> FORK.inNamespace("x")).fixes())
                    .containsExactly("drop it: no node of this pipeline has a namespace");
        }
    }

    @Nested
    class BySeveralParts {
        @Test
        void takesWhatFitsAll() {
            Slice slice = Slice.ALL.with(Slice.Part.FROM_NODES, "n1").with(Slice.Part.TO_NODES, "n3");

            assertThat(names(FORK.slice(slice))).containsExactly("n1", "n2", "n3");
        }

        @Test
        void appliesEachPartToTheWholePipeline() {
            Slice slice = Slice.ALL.with(Slice.Part.NODES, "n1", "n3").with(Slice.Part.FROM_INPUTS, "a");

            assertThat(names(FORK.slice(slice))).containsExactly("n1", "n3");
        }

        @Test
        void aPartWithoutNamesSelectsEverything() {
            assertThat(FORK.slice(Slice.ALL)).isEqualTo(FORK);
            assertThat(FORK.slice(Slice.ALL.with(Slice.Part.TAGS))).isEqualTo(FORK);
            assertThat(Slice.ALL.with(Slice.Part.TAGS).isAll()).isTrue();
        }

        @Test
        void namesOfOnePartAddUp() {
            Slice slice = Slice.ALL.with(Slice.Part.NODES, "n1").with(Slice.Part.NODES, "n2");

            assertThat(names(FORK.slice(slice))).containsExactly("n1", "n2");
        }

        @Test
        void anEmptyResultIsAProblemThatTellsTheSelection() {
            Slice slice = Slice.ALL.with(Slice.Part.NODES, "n3").with(Slice.Part.TAGS, "t1", "t2");
            Problem problem = problemOf(() -> FORK.slice(slice));

            assertThat(problem.code()).isEqualTo(PipelineCode.NOTHING_SELECTED);
            assertThat(problem.what())
                    .isEqualTo("No node of the pipeline fits all parts of the selection: nodes n3; tags t1, t2.");
            assertThat(problem.fixes()).containsExactly("drop or widen one part of the selection");
        }

        @Test
        void anUnknownTagGetsNearOnesWhereNothingIsLeft() {
            Pipeline pipeline = FORK.withTags("nightly");

            Problem problem = problemOf(() -> pipeline.slice(Slice.ALL.with(Slice.Part.TAGS, "nigthly")));

            assertThat(problem.near()).containsExactly("nightly");
            assertThat(problem.fixes()).first().isEqualTo("use a tag that its nodes have: nightly, t1, t2");
        }

        @Test
        void anEmptyPipelineHasNothingToSelect() {
            Problem problem = problemOf(() -> Pipeline.of().slice(Slice.ALL));

            assertThat(problem.code()).isEqualTo(PipelineCode.NOTHING_SELECTED);
            assertThat(problem.what()).isEqualTo("The pipeline has no nodes.");
        }

        @Test
        void mistakesInAllPartsAreReportedTogether() {
            Slice slice = Slice.ALL
                    .with(Slice.Part.NODES, "zz")
                    .with(Slice.Part.TO_OUTPUTS, "yy")
                    .with(Slice.Part.NAMESPACES, "xx");

            assertThat(problemsOf(() -> FORK.slice(slice)))
                    .extracting(Problem::code)
                    .containsExactly(
                            PipelineCode.UNKNOWN_NODE, PipelineCode.UNKNOWN_DATASET, PipelineCode.UNKNOWN_NAMESPACE);
        }
    }

    /** node3 writes H@node4... one dataset, three formats. */
    @Nested
    class AcrossFormats {
        static final Pipeline FORMATS = Pipeline.of(
                link("node4", "E", "H@node4"),
                link("node1", "H@node1", "B"),
                link("node2", "H@node2", "C"),
                link("node3", "B", "D"));

        @Test
        void aDatasetIsOneInTheGraph() {
            assertThat(names(FORMATS)).containsExactly("node4", "node1", "node2", "node3");
            assertThat(FORMATS.inputs()).containsExactly("E");
            assertThat(FORMATS.outputs()).containsExactly("C", "D");
            assertThat(FORMATS.datasets())
                    .contains("H@node1", "H@node2", "H@node4")
                    .doesNotContain("H");
            assertThat(FORMATS.writerOf("H@node2")).contains(FORMATS.node("node4"));
        }

        @Test
        void freeInputsAndOutputsKeepTheirFormats() {
            Pipeline pipeline = Pipeline.of(link("n", "in@a", "out@b"), link("m", "in@c", "z"));

            assertThat(pipeline.inputs()).containsExactly("in@a", "in@c");
            assertThat(pipeline.outputs()).containsExactly("out@b", "z");
        }

        @Test
        void fromInputsGoesThroughAllFormats() {
            assertThat(names(FORMATS.fromInputs("E"))).containsExactly("node4", "node1", "node2", "node3");
        }

        @Test
        void aNameWithAFormatStartsAtThatFormatOnly() {
            assertThat(names(FORMATS.fromInputs("H@node1"))).containsExactly("node1", "node3");
            assertThat(names(FORMATS.fromInputs("H"))).containsExactly("node1", "node2", "node3");
        }

        @Test
        void toOutputsTakesTheFormatThatIsWritten() {
            assertThat(names(FORMATS.toOutputs("H"))).containsExactly("node4");
            assertThat(names(FORMATS.toOutputs("H@node4"))).containsExactly("node4");
            assertThat(FORMATS.toOutputs("H@node1").nodes()).isEmpty();
        }
    }
}
