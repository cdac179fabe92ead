package dev.jedro.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the compiler says of wiring, right and wrong: one message, at the argument that is wrong. */
class WiringCompilesTest {
    private static final String BEFORE = """
            import static dev.jedro.pipeline.All.all;
            import static dev.jedro.pipeline.Nodes.node;
            import static dev.jedro.pipeline.Nodes.part;
            import static dev.jedro.pipeline.Param.param;
            import static dev.jedro.pipeline.Ref.ref;
            import dev.jedro.pipeline.*;
            import java.util.*;
            class Wiring {
                record Split(String train, Integer size) {}
                static String clean(String text) { return text; }
                static Number count(CharSequence text, int start) throws java.io.IOException { return start; }
                static String join(List<String> all) { return ""; }
                static Split split(String text) { return new Split(text, 1); }
                static void publish(String text) {}
                static void nothing() {}
                static final Ref<String> TEXT = ref("text"), OTHER = ref("other");
                static final Ref<Integer> SIZE = ref("size");
                static final Ref<Number> NUMBER = ref("number");
                static final Ref<Object> ANY = ref("any");
                static final Param<Integer> START = param("start");
                static final Param<Double> SHARE = param("share");
                Object wired = Pipeline.of(
            """;

    /** The messages, each as {@code the code it points at: first line of the message}. */
    private static List<String> compile(String wiring) {
        String source = BEFORE + wiring + ");\n}\n";
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///Wiring.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xlint:unchecked,rawtypes,varargs",
                "-Werror",
                "-cp",
                System.getProperty("java.class.path"),
                "-implicit:none",
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-XDshould-stop.ifNoError=ATTR");
        compiler.getTask(new StringWriter(), null, found, options, null, List.of(file))
                .call();
        return found.getDiagnostics().stream()
                .filter(message -> message.getKind() != Diagnostic.Kind.NOTE)
                .map(message -> pointedAt(source, message) + ": " + withoutPackages(message.getMessage(Locale.ENGLISH)))
                .toList();
    }

    private static String withoutPackages(String message) {
        return message.replaceAll("\\b(?:[a-z]+\\.)+(?=[A-Z])", "");
    }

    private static String pointedAt(String source, Diagnostic<?> message) {
        return source.substring((int) message.getPosition(), (int) message.getEndPosition());
    }

    private static void assertOneLine(List<String> messages, String expected) {
        assertThat(messages).containsExactly(expected);
    }

    @Nested
    class Accepts {
        @Test
        void everythingTheGuideShows() {
            assertThat(compile("""
                    node(Wiring::clean).from(TEXT).to(OTHER),
                    node(Wiring::count).from(TEXT, START).to(NUMBER).named("count").tagged("a", "b"),
                    node(Wiring::split).from(TEXT).toParts(part(Split::train, OTHER), part(Split::size, NUMBER)),
                    node(Wiring::publish).from(TEXT),
                    node(Wiring::join).from(all(TEXT, OTHER)).to(ANY),
                    node(Wiring::join).from(all(List.of(TEXT, OTHER))).to(ANY),
                    Pipeline.of().in("emea").bind(TEXT, OTHER).bind(START, START)""")).isEmpty();
        }
    }

    @Nested
    class Refuses {
        @Test
        void anInputOfAWrongType() {
            assertOneLine(
                    compile("node(Wiring::clean).from(SIZE).to(OTHER)"),
                    "SIZE: incompatible types: Ref<Integer> cannot be converted to In<? extends String>");
        }

        @Test
        void aParameterOfAWrongType() {
            assertOneLine(
                    compile("node(Wiring::count).from(TEXT, SHARE).to(NUMBER)"),
                    "SHARE: incompatible types: Param<Double> cannot be converted to In<? extends Integer>");
        }

        @Test
        void anOutputOfAWrongType() {
            assertOneLine(
                    compile("node(Wiring::clean).from(TEXT).to(SIZE)"),
                    "SIZE: incompatible types: Ref<Integer> cannot be converted to Ref<? super String>");
        }

        @Test
        void anOutputThatIsNarrowerThanTheResult() {
            assertOneLine(
                    compile("node(Wiring::count).from(TEXT, START).to(SIZE)"),
                    "SIZE: incompatible types: Ref<Integer> cannot be converted to Ref<? super Number>");
        }

        @Test
        void aParameterAsAnOutput() {
            assertOneLine(
                    compile("node(Wiring::clean).from(TEXT).to(START)"),
                    "START: incompatible types: Param<Integer> cannot be converted to Ref<? super String>");
        }

        @Test
        void aWrongNumberOfInputs() {
            assertThat(compile("node(Wiring::clean).from(TEXT, TEXT).to(OTHER)"))
                    .singleElement()
                    .asString()
                    .contains("method from in class Stages.NeedsInput1<A,N> cannot be applied to given types;")
                    .contains("actual and formal argument lists differ in length");
        }

        @Test
        void aValueThatNobodyTakes() {
            assertThat(compile("node(Wiring::clean).from(TEXT)"))
                    .singleElement()
                    .asString()
                    .contains("varargs mismatch; NeedsOutput<String> cannot be converted to Piece");
        }

        @Test
        void aFunctionWithNeitherInputsNorOutputs() {
            assertThat(compile("node(Wiring::nothing).to(TEXT)")).isNotEmpty();
        }

        @Test
        void aPartOfAWrongType() {
            assertThat(compile("node(Wiring::split).from(TEXT).toParts(part(Split::train, SIZE))"))
                    .singleElement()
                    .asString()
                    .contains("Ref<Integer>");
        }

        @Test
        void aPartOfAnotherRecord() {
            assertThat(compile("node(Wiring::clean).from(TEXT).toParts(part(Split::train, OTHER))"))
                    .singleElement()
                    .asString()
                    .contains("Split");
        }

        @Test
        void gatheredInputsOfAWrongType() {
            assertThat(compile("node(Wiring::join).from(all(TEXT, SIZE)).to(OTHER)"))
                    .singleElement()
                    .asString()
                    .startsWith(".from: incompatible types: inference variable T has incompatible bounds");
        }

        @Test
        void aBindToADatasetOfAnotherType() {
            assertThat(compile("Pipeline.of().in(\"emea\").bind(TEXT, SIZE)"))
                    .singleElement()
                    .asString()
                    .contains("bind(Ref<String>,Ref<Integer>)")
                    .contains("incompatible equality constraints");
        }

        @Test
        void aBindOfADatasetToAParameter() {
            assertThat(compile("Pipeline.of().in(\"emea\").bind(SIZE, START)"))
                    .singleElement()
                    .asString()
                    .contains("no suitable method found for bind(Ref<Integer>,Param<Integer>)");
        }
    }
}
