package dev.jedro.testkit;

import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.RunResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Says what should have come of a run, and where it differs. */
public final class TestRunAssert extends AbstractAssert<TestRunAssert, TestRun> {
    private double tolerance;

    TestRunAssert(TestRun run) {
        super(run, TestRunAssert.class);
    }

    private RunResult result() {
        return actual.result();
    }

    /** Every node ran to its end. */
    public TestRunAssert succeeded() {
        if (!result().succeeded()) {
            throw failure(
                    "The run should have succeeded, but it %s:%n%s",
                    result().status().name().toLowerCase(Locale.ROOT), problems());
        }
        return this;
    }

    /** The run failed, and the first node to fail was this one. */
    public TestRunAssert failedAt(String node) {
        List<String> failed = names(NodeOutcome.Failed.class);
        if (!failed.contains(node)) {
            throw failure("The node '%s' should have failed; failed: %s", node, failed);
        }
        return this;
    }

    /** One of the problems has this code, for instance {@code JED-405}, and a text that contains all of these. */
    public TestRunAssert hasProblem(String code, String... texts) {
        boolean there = result().problems().stream()
                .filter(problem -> problem.code().id().equals(code))
                .map(Problem::toString)
                .anyMatch(text -> Arrays.stream(texts).allMatch(text::contains));
        if (!there) {
            throw failure("There should be a problem %s with %s, but there is:%n%s", code, List.of(texts), problems());
        }
        return this;
    }

    /** These nodes ran to their end, in any order, and no others. */
    public TestRunAssert ranExactly(String... nodes) {
        List<String> ran = names(NodeOutcome.Ran.class);
        if (!Set.copyOf(ran).equals(Set.of(nodes))) {
            throw failure("Should have run: %s%nbut ran: %s", List.of(nodes), ran);
        }
        return this;
    }

    /** For what follows: decimals that differ by no more than this are equal, in lists, records and maps as well. */
    public TestRunAssert withDecimalsWithin(double difference) {
        this.tolerance = difference;
        return this;
    }

    /** A node wrote this. What differs is told row by row, component by component. */
    public <T> TestRunAssert hasOutput(Ref<T> dataset, T expected) {
        List<String> differences = new Differences(tolerance).between(expected, actual.output(dataset));
        if (!differences.isEmpty()) {
            throw failure("'%s' differs:%n%s", dataset.name(), String.join(System.lineSeparator(), differences));
        }
        return this;
    }

    private List<String> names(Class<? extends NodeOutcome> kind) {
        return result().nodes().entrySet().stream()
                .filter(node -> kind.isInstance(node.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String problems() {
        return result().problems().stream().map(Objects::toString).collect(Collectors.joining(System.lineSeparator()));
    }
}
