package dev.jedro.pipeline;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Nodes.part;
import static dev.jedro.pipeline.Steps.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.problem.Place;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NodeTest {
    record Split(String train, int test) {}

    static Split split(String all) {
        return new Split(all + "-train", all.length());
    }

    @SuppressWarnings("NullAway") // user code knows no null rules
    static Split nothing(String all) {
        return null;
    }

    static String failing(String a) throws IOException {
        throw new IOException("disk gone");
    }

    static String join(List<String> all, String last) {
        return String.join("+", all) + "/" + last;
    }

    static final Node IDENT = node(Steps::ident).from(s("a")).to(s("b"));

    @Nested
    class Labels {
        @Test
        void aNamespacePrefixesTheNameButNotTheShortName() {
            Node node = Pipeline.of(IDENT.named("x")).in("p.q").nodes().get(0);

            assertThat(node.name()).isEqualTo("p.q.x");
            assertThat(node.shortName()).isEqualTo("x");
            assertThat(node.namespace()).isEqualTo("p.q");
            assertThat(node).hasToString("x: ident([p.q.a]) -> [p.q.b]");
        }

        @Test
        void optionsReturnACopy() {
            Node changed = IDENT.named("x").tagged("t").confirms(s("c")).retry(2);

            assertThat(changed.name()).isEqualTo("x");
            assertThat(changed.tags()).containsExactly("t");
            assertThat(changed.confirms()).containsExactly(s("c"));
            assertThat(changed.retries()).isEqualTo(2);
            assertThat(IDENT.name()).isEqualTo("ident");
            assertThat(IDENT.tags()).isEmpty();
            assertThat(IDENT.confirms()).isEmpty();
            assertThat(IDENT.retries()).isZero();
        }

        @Test
        void tagsAndConfirmsAddUpAndTagsAreSorted() {
            Node node = IDENT.tagged("z", "b").tagged("a").confirms(s("x")).confirms(s("y"));

            assertThat(node.tags()).containsExactly("a", "b", "z");
            assertThat(node.confirms()).containsExactly(s("x"), s("y"));
        }

        @Test
        void aNodeKnowsTheLineWhereItWasWritten() {
            Place here = Steps.below(1);
            Node node = node(Steps::src).to(s("a")).named("later");

            assertThat(node.place()).isEqualTo(here);
            assertThat(node.tagged("t").place()).isEqualTo(here);
        }

        @Test
        void referencesKnowTheLineWhereTheyWereWritten() {
            Place here = Steps.below(1);
            Ref<String> ref = Ref.ref("a");

            assertThat(ref.place()).isEqualTo(here);
            assertThat(Param.param("a").place()).isEqualTo(Steps.below(0));
            assertThat(Param.parameters().place()).isEqualTo(Steps.below(0));
            assertThat(Resource.of("a", String.class).place()).isEqualTo(Steps.below(0));
        }

        @Test
        void logsShowNameFunctionInputsAndOutputs() {
            assertThat(node(Steps::bi)
                            .from(s("a"), Param.param("p.q"))
                            .to(s("c"))
                            .named("n"))
                    .hasToString("n: bi([a;params:p.q]) -> [c]");
            assertThat(node(Steps::src).to(s("a"))).hasToString("src(None) -> [a]");
            assertThat(node(Steps::sink).from(s("a"))).hasToString("sink([a]) -> None");
        }
    }

    @Nested
    class Equality {
        @Test
        void comparesNameFunctionInputsAndOutputs() {
            assertThat(node(Steps::ident).from(s("a")).to(s("b")))
                    .isEqualTo(IDENT)
                    .hasSameHashCodeAs(IDENT)
                    .isNotEqualTo(IDENT.named("other"))
                    .isNotEqualTo(node(Steps::ident).from(s("a")).to(s("c")))
                    .isNotEqualTo(node(Steps::ident).from(s("z")).to(s("b")))
                    .isNotEqualTo(node(Steps::copy).from(s("a")).to(s("b")).named("ident"));
        }

        @Test
        void ofReferencesIgnoresThePlaceButNotTheKind() {
            assertThat(s("a")).isEqualTo(Ref.ref("a"));
            assertThat(Param.param("a")).isEqualTo(Param.param("a")).isNotEqualTo(s("a"));
            assertThat(Param.param("parameters")).isNotEqualTo(Param.parameters());
            assertThat(Resource.of("a", String.class))
                    .isEqualTo(Resource.of("a", String.class))
                    .isNotEqualTo(Resource.of("a", Object.class));
        }
    }

    @Nested
    class Running {
        @Test
        void callsTheFunction() throws Exception {
            assertThat(IDENT.run(List.of("1"))).containsExactly("1");
            assertThat(node(Steps::src).to(s("a")).run(List.of())).containsExactly("made");
            assertThat(node(Steps::sink).from(s("a")).run(List.of("1"))).isEmpty();
        }

        @Test
        void giveTheSameInputTwiceWhereItIsWiredTwice() throws Exception {
            Node node = node(NodeTest::join).from(all(s("a"), s("a")), s("a")).to(s("b"));

            assertThat(node.inputs()).containsExactly(s("a"), s("a"), s("a"));
            assertThat(Pipeline.of(node).inputs()).containsExactly("a");
            assertThat(node.run(List.of("1", "2", "3"))).containsExactly("1+2/3");
        }

        @Test
        void takesTheResultApart() throws Exception {
            Node node = node(NodeTest::split)
                    .from(s("a"))
                    .toParts(part(Split::test, Ref.ref("test")), part(Split::train, s("train")));

            assertThat(node.run(List.of("abc"))).containsExactly(3, "abc-train");
            assertThat(node.outputs()).extracting(Ref::name).containsExactly("test", "train");
        }

        @Test
        void handsOnNullForEachPartWhereTheFunctionGaveNull() throws Exception {
            Node node = node(NodeTest::nothing)
                    .from(s("a"))
                    .toParts(part(Split::test, Ref.ref("test")), part(Split::train, s("train")));

            assertThat(node.run(List.of("abc"))).containsExactly(null, null);
        }

        @Test
        void takesNullAsTheValueOfAParameter() throws Exception {
            assertThat(IDENT.run(Arrays.asList((Object) null))).containsExactly((Object) null);
        }

        @Test
        void throwsWhatTheFunctionThrows() {
            Node node = node(NodeTest::failing).from(s("a")).to(s("b"));

            assertThatThrownBy(() -> node.run(List.of("1")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk gone")
                    .hasNoCause();
        }

        @Test
        void refusesAWrongNumberOfValues() {
            assertThatThrownBy(() -> IDENT.run(List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Node 'ident' takes 1 input(s) [a], not 0.");
        }

        @Test
        void takesUpToEightArguments() throws Exception {
            Ref<Integer> i = Ref.ref("i");
            Node node = node(NodeTest::eight).from(i, i, i, i, i, i, i, i).to(Ref.ref("sum"));

            assertThat(node.run(List.of(1, 2, 3, 4, 5, 6, 7, 8))).containsExactly("12345678");
        }

        @Test
        void takesTenThousandInputsInOneList() throws Exception {
            List<Ref<String>> refs = java.util.stream.IntStream.range(0, 10_000)
                    .mapToObj(i -> s("d" + i))
                    .toList();
            Node node = node(Steps::gather).from(all(refs)).to(s("all"));

            assertThat(node.inputs()).hasSize(10_000);
            assertThat(node.run(refs.stream().map(Ref::name).toList()).get(0).toString())
                    .startsWith("d0+d1+")
                    .endsWith("+d9999");
        }
    }

    static String eight(int a, int b, int c, int d, int e, int f, int g, int h) {
        return "" + a + b + c + d + e + f + g + h;
    }
}
