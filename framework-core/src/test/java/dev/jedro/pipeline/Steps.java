package dev.jedro.pipeline;

import static dev.jedro.pipeline.Nodes.node;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Functions to wire in tests, and short words for what tests do over and over. */
final class Steps {
    private Steps() {}

    static String src() {
        return "made";
    }

    static String ident(String a) {
        return a;
    }

    static String bi(String a, String b) {
        return a;
    }

    static void sink(String a) {}

    static String gather(List<String> all) {
        return String.join("+", all);
    }

    static Ref<String> s(String name) {
        return Ref.ref(name);
    }

    static Node link(String name, String input, String output) {
        return node(Steps::copy).from(s(input)).to(s(output)).named(name);
    }

    static String copy(String a) {
        return a;
    }

    static List<String> names(Pipeline pipeline) {
        return pipeline.nodes().stream().map(Node::name).toList();
    }

    /** The problems that come out, at least one. */
    static List<Problem> problemsOf(ThrowingCallable mistake) {
        return Assertions.catchThrowableOfType(JedroException.class, mistake).problems();
    }

    static Problem problemOf(ThrowingCallable mistake) {
        List<Problem> problems = problemsOf(mistake);
        Assertions.assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    /** The place so many lines below the line that calls this. */
    static Place below(int lines) {
        StackWalker.StackFrame caller = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow());
        return Place.of(String.valueOf(caller.getFileName()), caller.getLineNumber() + lines);
    }
}
