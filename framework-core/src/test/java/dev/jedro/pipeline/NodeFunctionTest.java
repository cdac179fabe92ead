package dev.jedro.pipeline;

import static dev.jedro.pipeline.All.all;
import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Nodes.part;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Functions.F1;
import dev.jedro.pipeline.Functions.F2;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeFunctionTest {
    record Split(List<String> train, double share) {}

    record Model(String name) {
        String score(List<String> rows) {
            return name + rows.size();
        }
    }

    static class Base {
        String inherited(String a) {
            return "base " + a;
        }
    }

    static final class Service extends Base {
        Map<String, List<Integer>> call(List<String> rows) {
            return Map.of("n", List.of(rows.size()));
        }
    }

    static Split splitData(List<String> rows, double share) {
        return new Split(rows, share);
    }

    static <T> T same(T value) {
        return value;
    }

    static <T> List<T> sameAll(List<T> value) {
        return value;
    }

    static String both(List<? extends Number> numbers, String last) {
        return numbers + last;
    }

    static String many(String... all) {
        return String.join("+", all);
    }

    static final Ref<List<String>> ROWS = ref("rows");
    static final Ref<String> TEXT = ref("text"), OTHER = ref("other");
    static final Ref<Model> MODEL = ref("model");

    @SuppressWarnings("UnusedVariable") // only its type is read
    private static final List<String> LIST_OF_STRING = List.of();

    static Type listOfString() throws NoSuchFieldException {
        return NodeFunctionTest.class.getDeclaredField("LIST_OF_STRING").getGenericType();
    }

    @Nested
    class OfAStaticMethod {
        @Test
        void givesNameTypesAndCode() throws Exception {
            Node node = node(NodeFunctionTest::splitData)
                    .from(ROWS, param("share"))
                    .toParts(part(Split::train, ref("train")), part(Split::share, ref("used")));

            assertThat(node.name()).isEqualTo("split_data");
            assertThat(node.inputTypes()).containsExactly(listOfString(), Double.class);
            assertThat(node.outputTypes()).containsExactly(listOfString(), Double.class);
            assertThat(node.function().owner()).isEqualTo(NodeFunctionTest.class);
            assertThat(node.function().method()).isEqualTo("splitData");
            assertThat(node.function().result()).isEqualTo(Split.class);
            assertThat(node.function().lambda()).isFalse();
            assertThat(node.function().descriptor())
                    .isEqualTo("(Ljava/util/List;D)Ldev/jedro/pipeline/NodeFunctionTest$Split;");
        }

        @Test
        void takesTheTypeOfTheReferenceForATypeVariable() {
            F1<String, String> same = NodeFunctionTest::same;
            Node node = node(same).from(TEXT).to(OTHER);

            assertThat(node.name()).isEqualTo("same");
            assertThat(node.inputTypes()).containsExactly(String.class);
            assertThat(node.outputTypes()).containsExactly(String.class);
        }

        @Test
        void standsThePlainClassForATypeWithATypeVariableInIt() {
            F1<List<String>, List<String>> same = NodeFunctionTest::sameAll;
            Node node = node(same).from(ROWS).to(ROWS);

            assertThat(node.inputTypes()).containsExactly(List.class);
        }

        @Test
        void givesTheElementTypeToEachGatheredInput() throws Exception {
            Ref<Integer> one = ref("one");
            Node node = node(NodeFunctionTest::both).from(all(one, one), TEXT).to(OTHER);

            assertThat(node.inputTypes()).containsExactly(Number.class, Number.class, String.class);
            assertThat(node.run(List.of(1, 2, "z"))).containsExactly("[1, 2]z");
        }

        @Test
        void hasNoOutputTypeWhereItReturnsNothing() {
            Node node = node(Steps::sink).from(TEXT);

            assertThat(node.outputTypes()).isEmpty();
            assertThat(node.function().result()).isEqualTo(Void.class);
        }
    }

    @Nested
    class OfAnInstanceMethod {
        @Test
        void onItsFirstArgumentTakesTheObjectFirst() throws Exception {
            Node node = node(Model::score).from(MODEL, ROWS).to(TEXT);

            assertThat(node.name()).isEqualTo("score");
            assertThat(node.inputTypes()).containsExactly(Model.class, listOfString());
            assertThat(node.run(List.of(new Model("m"), List.of("a")))).containsExactly("m1");
        }

        @Test
        void ofAGivenObjectTakesOnlyTheArguments() throws Exception {
            Service service = new Service();
            Node node = node(service::call).from(ROWS).to(ref("counts"));

            assertThat(node.name()).isEqualTo("call");
            assertThat(node.inputTypes()).containsExactly(listOfString());
            assertThat(node.outputTypes().get(0))
                    .hasToString("java.util.Map<java.lang.String, java.util.List<java.lang.Integer>>");
            assertThat(node.run(List.of(List.of("a")))).containsExactly(Map.of("n", List.of(1)));
        }

        @Test
        void isFoundInTheClassThatDeclaresIt() throws Exception {
            Service service = new Service();
            Node node = node(service::inherited).from(TEXT).to(OTHER);

            assertThat(node.function().owner()).isEqualTo(Base.class);
            assertThat(node.run(List.of("x"))).containsExactly("base x");
        }

        @Test
        void ofAnInterfaceIsFoundToo() throws Exception {
            Node node = node(CharSequence::length).from(TEXT).to(ref("length"));

            assertThat(node.inputTypes()).containsExactly(CharSequence.class);
            assertThat(node.outputTypes()).containsExactly(Integer.class);
            assertThat(node.run(List.of("abc"))).containsExactly(3);
        }
    }

    @Nested
    class OfAConstructor {
        @Test
        void isNamedAfterTheClass() throws Exception {
            Node node = node(Model::new).from(TEXT).to(MODEL);

            assertThat(node.name()).isEqualTo("model");
            assertThat(node.outputTypes()).containsExactly(Model.class);
            assertThat(node.inputTypes()).containsExactly(String.class);
            assertThat(node).hasToString("Model([text]) -> [model]");
            assertThat(node.run(List.of("m"))).containsExactly(new Model("m"));
        }
    }

    @Nested
    class WithoutANameOfItsOwn {
        @Test
        void aLambdaWorksOnceNamed() throws Exception {
            Node node = node((String a) -> a + "!").from(TEXT).to(OTHER).named("shout");

            assertThat(node.function().lambda()).isTrue();
            assertThat(node.inputTypes()).containsExactly(String.class);
            assertThat(node.outputTypes()).containsExactly(String.class);
            assertThat(Pipeline.of(node).nodes().get(0).run(List.of("a"))).containsExactly("a!");
            assertThat(node).hasToString("shout: lambda([text]) -> [other]");
        }

        @Test
        void aLambdaThatUsesItsSurroundingsWorksOnceNamed() throws Exception {
            String ending = String.valueOf(List.of(1));
            Node node = node((String a) -> a + ending).from(TEXT).to(OTHER).named("shout");

            assertThat(node.inputTypes()).containsExactly(String.class);
            assertThat(node.run(List.of("a"))).containsExactly("a[1]");
        }

        @Test
        void anObjectOfAClassWorksOnceNamed() throws Exception {
            Node node = node(new Shout()).from(TEXT).to(OTHER).named("shout");

            assertThat(node.inputTypes()).containsExactly(String.class);
            assertThat(node.function().owner()).isEqualTo(Shout.class);
            assertThat(node.run(List.of("a"))).containsExactly("a!");
        }

        @Test
        void aMethodOfVariableArityIsChosenByACastAndNamed() throws Exception {
            F2<String, String, String> two = NodeFunctionTest::many;
            Node node = node(two).from(TEXT, OTHER).to(ref("joined")).named("many");

            assertThat(node.run(List.of("a", "b"))).containsExactly("a+b");
        }
    }

    static final class Shout implements F1<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String apply(String a) {
            return a + "!";
        }
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "trainModel, train_model",
        "train, train",
        "splitXTrain, split_x_train",
        "parseCSVFile, parse_csv_file",
        "toCSV, to_csv",
        "r2Score, r2_score",
        "snake_case, snake_case",
        "Snake_Case, snake_case",
        "a$b, a_b"
    })
    void namesNodesInSnakeCase(String method, String node) {
        assertThat(new NodeFunction(Object.class, method, "()V", List.of(), Void.class, false).nodeName())
                .isEqualTo(node);
    }
}
