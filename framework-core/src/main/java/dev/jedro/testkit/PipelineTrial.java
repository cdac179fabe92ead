package dev.jedro.testkit;

import dev.jedro.hook.AfterSave;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.RunResult;
import dev.jedro.session.Jedro;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.BaseStream;

/** One run of a pipeline in a test, before it is made. Immutable; each verb returns a copy. Begun by {@link PipelineExtension}. */
public final class PipelineTrial {
    private final PipelineExtension extension;
    private final Pipeline pipeline;
    private final RunRequest request;

    PipelineTrial(PipelineExtension extension, Pipeline pipeline) {
        this(extension, pipeline, RunRequest.DEFAULT);
    }

    private PipelineTrial(PipelineExtension extension, Pipeline pipeline, RunRequest request) {
        this.extension = extension;
        this.pipeline = pipeline;
        this.request = request;
    }

    private PipelineTrial with(RunRequest newRequest) {
        return new PipelineTrial(extension, pipeline, newRequest);
    }

    /** Hands in the value of a free input; a list where nodes take a stream. */
    public <T> PipelineTrial with(Ref<T> input, T value) {
        return with(request.with(input, value));
    }

    /** Hands in the value of a parameter, a record for instance. */
    public <T> PipelineTrial with(Param<T> parameter, T value) {
        return with(request.with(parameter, value));
    }

    /** @param parameters nested as in parameters.yml; bound as those are */
    public PipelineTrial params(Map<String, ?> parameters) {
        return with(request.params(parameters));
    }

    /**
     * Runs these nodes only.
     *
     * @throws dev.jedro.problem.JedroException with near names if there is no such node
     */
    public PipelineTrial only(String... nodes) {
        return new PipelineTrial(extension, pipeline.onlyNodes(nodes), request);
    }

    /** Runs a part, as the options of {@code jedro run} select it. */
    public PipelineTrial slice(Slice part) {
        return new PipelineTrial(extension, pipeline.slice(part), request);
    }

    /**
     * Lets a node fail instead of working.
     *
     * @param cause what its function throws
     * @throws dev.jedro.problem.JedroException with near names if there is no such node
     */
    public PipelineTrial failing(String node, Exception cause) {
        Node chosen = pipeline.node(node);
        Pipeline broken = Pipeline.ofAll(pipeline.nodes().stream()
                .map(each -> each.equals(chosen) ? each.failing(cause) : each)
                .toList());
        return new PipelineTrial(extension, broken, request);
    }

    /** Goes on after a failure with what does not need the failed node. */
    public PipelineTrial keepGoing() {
        return with(request.policy(FailurePolicy.KEEP_GOING));
    }

    /** Adds a hook. */
    public PipelineTrial hook(Hook hook) {
        return with(request.hook(hook));
    }

    /**
     * Runs. A node that fails is part of the result.
     *
     * @throws dev.jedro.problem.JedroException with all problems that are found before the first node: a missing input, a wrong type
     */
    public TestRun run() {
        Map<String, Object> saved = new ConcurrentHashMap<>();
        Hook keeper = new Hook() {
            @Override
            public void afterSave(AfterSave e) {
                if (!(e.value() instanceof BaseStream)) {
                    saved.put(e.dataset(), e.value());
                }
            }
        };
        try {
            Path folder = extension.folder();
            Files.createDirectories(folder.resolve("conf/base"));
            Session session = Jedro.at(folder)
                    .project(project -> project.pipeline("tested", () -> pipeline))
                    .open();
            extension.closeAfterwards(session);
            RunResult result = session.run(request.hook(keeper));
            return new TestRun(result, saved);
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary folder for the run's journal", e);
        }
    }
}
