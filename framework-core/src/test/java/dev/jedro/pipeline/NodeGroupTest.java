package dev.jedro.pipeline;

import static dev.jedro.pipeline.Steps.link;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeGroupTest {
    static Pipeline in(String namespace, Node... nodes) {
        return Pipeline.of(nodes).in(namespace).namesOnly();
    }

    @Nested
    class ByNamespace {
        @Test
        void takesTheTopLevelPartOnly() {
            Pipeline pipeline = Pipeline.of(
                    in("ns1", link("n1", "a", "b")), in("ns1.child", link("n2", "b", "c")), link("n3", "c", "d"));

            List<NodeGroup> groups = pipeline.groups(Grouping.NAMESPACE);

            assertThat(groups).extracting(NodeGroup::name).containsExactly("ns1", "n3");
            assertThat(groups.get(0).nodes()).extracting(Node::name).containsExactly("ns1.n1", "ns1.child.n2");
            assertThat(groups.get(0).dependencies()).isEmpty();
            assertThat(groups.get(1).dependencies()).isEqualTo(Set.of("ns1"));
        }
    }

    @Test
    void byNodeHasOneGroupForEach() {
        List<NodeGroup> groups =
                Pipeline.of(link("n1", "a", "b"), link("n2", "b", "c")).groups(Grouping.NODE);

        assertThat(groups).extracting(NodeGroup::name).containsExactly("n1", "n2");
        assertThat(groups.get(1).dependencies()).isEqualTo(Set.of("n1"));
    }

    @Nested
    class Warnings {
        @Test
        void aNamespaceThatNeedsANodeOutsideThatNeedsItIsInterrupted() {
            Node outside = link("between", "b", "c");
            Pipeline pipeline = Pipeline.of(in("ns1", link("n1", "a", "b"), link("n3", "c", "d")), outside);

            assertThat(pipeline.warnings()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(PipelineCode.INTERRUPTED_NAMESPACE);
                assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                assertThat(problem.what())
                        .isEqualTo("Namespace 'ns1' cannot run as one step: it needs 'between' outside it, "
                                + "which in turn needs it.");
                assertThat(problem.where()).containsExactly(outside.place());
                assertThat(problem.fixes()).containsExactly("move these nodes into the namespace, or split it in two");
            });
        }

        @Test
        void aNestedNamespaceIsInterruptedByItsOwnParent() {
            Pipeline pipeline = Pipeline.of(
                    in("ns.child", link("n1", "a", "b"), link("n3", "c", "d")), in("ns", link("n2", "b", "c")));

            assertThat(pipeline.warnings())
                    .singleElement()
                    .extracting(Problem::what)
                    .asString()
                    .startsWith("Namespace 'ns.child' cannot");
        }

        @Test
        void aChildBetweenItsParentsNodesInterruptsNothing() {
            Pipeline pipeline = Pipeline.of(
                    in("ns1", link("n1", "a", "b"), link("n3", "c", "d")), in("ns1.child", link("n2", "b", "c")));

            assertThat(pipeline.warnings()).isEmpty();
        }

        @Test
        void namespacesSideBySideInterruptNothing() {
            Pipeline pipeline = Pipeline.of(
                    link("start", "a", "b"),
                    in("ns1", link("n1", "b", "c"), link("n2", "c", "d")),
                    in("ns2", link("n1", "b", "e"), link("n2", "e", "f")));

            assertThat(pipeline.warnings()).isEmpty();
        }

        @Test
        void aDotThatNoNamespaceAccountsForIsToldOnceForAllNames() {
            Ref<String> first = s("x.y"), second = s("p.q");
            Pipeline pipeline =
                    Pipeline.of(Nodes.node(Steps::ident).from(first).to(second), link("n", "plain", "other"));

            assertThat(pipeline.warnings()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(PipelineCode.DOTTED_DATASET);
                assertThat(problem.what())
                        .isEqualTo("Dots in dataset names are for namespaces, and no namespace accounts for those in "
                                + "'p.q', 'x.y'.");
                assertThat(problem.where()).containsExactly(second.place(), first.place());
                assertThat(problem.fixes()).containsExactly("use underscores instead");
            });
        }

        @Test
        void aDotOfANamespaceIsFine() {
            assertThat(Pipeline.of(link("n", "a", "b")).in("emea").warnings()).isEmpty();
        }
    }
}
