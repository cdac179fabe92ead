package dev.jedro.testkit;

import dev.jedro.pipeline.Ref;
import dev.jedro.run.RunResult;
import java.util.Map;
import org.assertj.core.api.AssertProvider;

/** What came of a run in a test. AssertJ's own {@code assertThat} takes it. */
public final class TestRun implements AssertProvider<TestRunAssert> {
    private final RunResult result;
    private final Map<String, Object> saved;

    TestRun(RunResult result, Map<String, Object> saved) {
        this.result = result;
        this.saved = Map.copyOf(saved);
    }

    public RunResult result() {
        return result;
    }

    /**
     * What a node wrote, also where another one read it; streams only if they are free outputs.
     *
     * @throws dev.jedro.problem.JedroException if the run did not make it
     */
    @SuppressWarnings("unchecked") // the wiring has proved the reference's type
    public <T> T output(Ref<T> dataset) {
        Object kept = saved.get(dataset.name());
        return kept == null ? result.output(dataset) : (T) kept;
    }

    @Override
    public TestRunAssert assertThat() {
        return new TestRunAssert(this);
    }
}
