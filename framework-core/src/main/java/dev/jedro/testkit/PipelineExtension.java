package dev.jedro.testkit;

import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Piece;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.pipeline.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs a pipeline in a test, on data in memory: no project, no configuration, no catalog, and no file of yours is touched. What nodes hand to each other stays in memory as well. Hooks of
 * the modules on the class path join in, so nodes may take their resources, such as a Spark session. A JUnit extension:
 *
 * <pre>{@code
 * class DataScienceTest {
 *     @RegisterExtension
 *     final PipelineExtension pipeline = PipelineExtension.of(new DataSciencePipeline());
 *
 *     @Test
 *     void learnsFromTheTrainingRows() {
 *         TestRun run = pipeline.with(MODEL_INPUT_TABLE, rows).with(MODEL_OPTIONS, new ModelOptions(0.2, 3)).run();
 *
 *         assertThat(run).succeeded().hasOutput(METRICS, new Metrics(0.93, 0.07));
 *     }
 * }
 * }</pre>
 *
 * For one test at a time: sessions are closed and the temporary folder is removed after each.
 */
public final class PipelineExtension implements AfterEachCallback {
    private final Pipeline pipeline;
    private final List<AutoCloseable> open = new ArrayList<>();

    private PipelineExtension(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    public static PipelineExtension of(PipelineDefinition definition) {
        return new PipelineExtension(definition.pipeline());
    }

    /** @param pieces nodes and pipelines, at least one */
    public static PipelineExtension of(Piece... pieces) {
        return new PipelineExtension(Pipeline.of(pieces));
    }

    /** A run without any data handed in. */
    public PipelineTrial trial() {
        return new PipelineTrial(this, pipeline);
    }

    /** Begins a run with the value of a free input. */
    public <T> PipelineTrial with(Ref<T> input, T value) {
        return trial().with(input, value);
    }

    /** Begins a run with the value of a parameter. */
    public <T> PipelineTrial with(Param<T> parameter, T value) {
        return trial().with(parameter, value);
    }

    /** Begins a run with parameters, nested as in parameters.yml. */
    public PipelineTrial params(Map<String, ?> parameters) {
        return trial().params(parameters);
    }

    /** Begins a run of some nodes. */
    public PipelineTrial only(String... nodes) {
        return trial().only(nodes);
    }

    /** Begins a run in which a node fails. */
    public PipelineTrial failing(String node, Exception cause) {
        return trial().failing(node, cause);
    }

    /** Begins a run that a hook follows. */
    public PipelineTrial hook(Hook hook) {
        return trial().hook(hook);
    }

    /** A new folder for the journal of one run; gone after the test. */
    Path folder() throws IOException {
        Path folder = Files.createTempDirectory("jedro-test");
        open.add(0, () -> delete(folder));
        return folder;
    }

    /** Closes it after the test, before everything that is there already. */
    void closeAfterwards(AutoCloseable thing) {
        open.add(0, thing);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Exception first = null;
        for (AutoCloseable thing : open) {
            try {
                thing.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        open.clear();
        if (first != null) {
            throw first;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
