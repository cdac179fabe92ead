package dev.jedro.pipeline;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Steps.link;
import static dev.jedro.pipeline.Steps.names;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PipelineTest {
    static final Node N1 = link("n1", "a", "b"), N2 = link("n2", "b", "c");
    static final Node N3 = link("n3", "c", "d"), N4 = link("n4", "b", "e");
    static final Pipeline FORK = Pipeline.of(N1, N2, N3, N4);

    @Nested
    class Made {
        @Test
        void ofNothingIsEmpty() {
            Pipeline empty = Pipeline.of();

            assertThat(empty.nodes()).isEmpty();
            assertThat(empty.layers()).isEmpty();
            assertThat(empty.inputs()).isEmpty();
            assertThat(empty.outputs()).isEmpty();
            assertThat(empty.datasets()).isEmpty();
        }

        @Test
        void ofNodesAndPipelinesFlattensThem() {
            assertThat(names(Pipeline.of(N1, Pipeline.of(Pipeline.of(N2), N3), N4)))
                    .containsExactly("n1", "n2", "n4", "n3");
            assertThat(Pipeline.ofAll(List.of(FORK))).isEqualTo(FORK);
        }

        @Test
        void cannotBeChangedThroughWhatItReturns() {
            assertThatThrownBy(() -> FORK.nodes().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> FORK.layers().get(0).clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> FORK.inputs().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> FORK.dependencies().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    class Names {
        @Test
        void inputsAreReadAndNotWrittenOutputsWrittenAndNotRead() {
            assertThat(FORK.inputs()).containsExactly("a");
            assertThat(FORK.outputs()).containsExactly("d", "e");
            assertThat(FORK.datasets()).containsExactly("a", "b", "c", "d", "e");
        }

        @Test
        void parametersAreInputsButResourcesAreNot() {
            Resource<String> service = Resource.of("service", String.class);
            Pipeline pipeline = Pipeline.of(
                    node(Steps::bi).from(param("x.y"), service).to(s("b")),
                    node(Steps::copy).from(Param.parameters()).to(s("c")));

            assertThat(pipeline.inputs()).containsExactly("parameters", "params:x.y");
            assertThat(pipeline.parameters()).containsExactly("parameters", "params:x.y");
            assertThat(pipeline.datasets()).containsExactly("b", "c", "parameters", "params:x.y");
            assertThat(pipeline.resources()).isEqualTo(Set.of(service));
        }

        @Test
        void theWriterOfADatasetIsFound() {
            assertThat(FORK.writerOf("c")).contains(N2);
            assertThat(FORK.writerOf("a")).isEmpty();
            assertThat(FORK.writerOf("zz")).isEmpty();
        }

        @Test
        void aNodeIsFoundByItsFullName() {
            assertThat(FORK.node("n3")).isSameAs(N3);
            assertThat(Steps.problemOf(() -> FORK.node("n9")).code()).isEqualTo(PipelineCode.UNKNOWN_NODE);
        }
    }

    @Nested
    class Order {
        @Test
        void takesReadyNodesByNameLayerByLayer() {
            Pipeline pipeline = Pipeline.of(
                    node(Steps::bi).from(s("x"), s("y")).to(s("w")).named("a0"),
                    link("c", "s", "z"),
                    link("b", "s", "x"),
                    link("a", "s", "y"));

            assertThat(names(pipeline)).containsExactly("a", "b", "c", "a0");
        }

        @Test
        void isLayerByLayerRatherThanDepthFirst() {
            assertThat(names(Pipeline.of(link("n2", "a1", "a2"), link("n9", "t", "b1"), link("n1", "s", "a1"))))
                    .containsExactly("n1", "n9", "n2");
        }

        @Test
        void ofLayersIsTheOrderOfNodes() {
            assertThat(FORK.layers()).containsExactly(List.of(N1), List.of(N2, N4), List.of(N3));
            assertThat(FORK.nodes()).containsExactly(N1, N2, N4, N3);
        }

        @Test
        void doesNotDependOnTheOrderInWhichNodesAreGiven() {
            List<Node> nodes = new ArrayList<>(FORK.nodes());
            Random random = new Random(1);
            for (int i = 0; i < 24; i++) {
                Collections.shuffle(nodes, random);
                assertThat(Pipeline.ofAll(nodes).layers()).isEqualTo(FORK.layers());
            }
        }

        @Test
        void comparesFullNames() {
            Pipeline inner = Pipeline.of(link("a", "s", "x"));

            assertThat(names(Pipeline.of(inner.in("z"), link("b", "s", "y")))).containsExactly("b", "z.a");
        }

        @Test
        void namesTheDirectParentsOfEachNode() {
            assertThat(FORK.dependencies())
                    .containsEntry(N1, Set.of())
                    .containsEntry(N2, Set.of(N1))
                    .containsEntry(N3, Set.of(N2))
                    .containsEntry(N4, Set.of(N1))
                    .hasSize(4);
        }

        @Test
        void isNotDisturbedByParametersNamedLikeDatasets() {
            Pipeline pipeline = Pipeline.of(node(Steps::copy).from(param("x")).to(s("y")), link("b", "y", "x"));

            assertThat(pipeline.layers()).hasSize(2);
            assertThat(pipeline.inputs()).containsExactly("params:x");
        }
    }

    @Nested
    class Algebra {
        @Test
        void plusKeepsASharedNodeOnce() {
            assertThat(Pipeline.of(N1, N2).plus(Pipeline.of(N2, N3, N4))).isEqualTo(FORK);
            assertThat(Pipeline.of(N1, N2).plus(Pipeline.of(N3)).outputs()).containsExactly("d");
        }

        @Test
        void minusIgnoresNodesThatAreNotThere() {
            assertThat(names(Pipeline.of(N1, N2).minus(Pipeline.of(N2, N3)))).containsExactly("n1");
        }

        @Test
        void andKeepsWhatIsInBoth() {
            assertThat(names(Pipeline.of(N1, N2).and(Pipeline.of(N2, N3)))).containsExactly("n2");
        }

        @Test
        void withTagsAddsToThoseOfTheNodes() {
            Pipeline tagged = Pipeline.of(N1.tagged("own"), N2).withTags("x", "y");

            assertThat(tagged.node("n1").tags()).containsExactly("own", "x", "y");
            assertThat(tagged.node("n2").tags()).containsExactly("x", "y");
        }
    }

    @Nested
    class Described {
        @Test
        void showsInputsOrderAndOutputs() {
            assertThat(Pipeline.of(N2, N1).describe())
                    .isEqualTo("#### Pipeline execution order ####\nInputs: a\n\nn1\nn2\n\nOutputs: c\n"
                            + "##################################");
        }

        @Test
        void showsWhatEachNodeDoesInFull() {
            assertThat(Pipeline.of(N2, N1).describeInFull())
                    .contains("\n\nn1: copy([a]) -> [b]\nn2: copy([b]) -> [c]\n\n");
        }

        @Test
        void saysNoneWhereThereIsNone() {
            assertThat(Pipeline.of(
                                    node(Steps::src).to(s("b")),
                                    node(Steps::sink).from(s("b")))
                            .describe())
                    .contains("Inputs: None\n")
                    .contains("Outputs: None\n");
        }

        @Test
        void joinsNamesInAlphabeticalOrder() {
            assertThat(FORK.describe()).contains("Outputs: d, e\n");
        }
    }
}
