package dev.jedro.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.Place;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.RunListener;
import dev.jedro.run.Runner;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;

/**
 * What to run and how. Immutable; each verb returns a copy.
 *
 * <pre>{@code RunRequest.of("data_science").params(Map.of("model_options", Map.of("test_size", 0.5))).runner(Runner.parallel())}</pre>
 *
 * @param pipelines names; their union is run
 * @param slice which of their nodes
 * @param params parameters for this run only; they win over all files
 * @param loadVersions versions to load, by dataset
 * @param data values handed in, by the key of the input: a dataset's name, or {@code params:} and a parameter's
 * @param hooks for this run only; registered after all others, so called first
 */
public record RunRequest(
        List<String> pipelines,
        Slice slice,
        ConfigMap params,
        Map<String, String> loadVersions,
        Map<String, Object> data,
        Runner runner,
        FailurePolicy policy,
        boolean onlyMissingOutputs,
        List<Hook> hooks,
        RunListener listener) {

    /** The name of the pipeline that runs if none is named: the sum of all, unless the project registers one under this name. */
    public static final String DEFAULT_PIPELINE = "__default__";

    /** All of the default pipeline, one node after the other. */
    public static final RunRequest DEFAULT = new RunRequest(
            List.of(DEFAULT_PIPELINE),
            Slice.ALL,
            ConfigMap.empty(Place.of("--params")),
            Map.of(),
            Map.of(),
            Runner.sequential(),
            FailurePolicy.FAIL_FAST,
            false,
            List.of(),
            RunListener.none());

    public RunRequest {
        pipelines = List.copyOf(pipelines);
        loadVersions = Map.copyOf(loadVersions);
        data = Map.copyOf(data);
        hooks = List.copyOf(hooks);
    }

    /** @param pipelines names; none for the default pipeline */
    public static RunRequest of(String... pipelines) {
        return DEFAULT.pipelines(List.of(pipelines));
    }

    /** @param names if empty, the default pipeline */
    public RunRequest pipelines(List<String> names) {
        List<String> some = names.isEmpty() ? List.of(DEFAULT_PIPELINE) : names;
        return new RunRequest(
                some, slice, params, loadVersions, data, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    public RunRequest slice(Slice newSlice) {
        return new RunRequest(
                pipelines, newSlice, params, loadVersions, data, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    public RunRequest params(ConfigMap newParams) {
        return new RunRequest(
                pipelines, slice, newParams, loadVersions, data, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    /** @param newParams nested as in parameters.yml; plain Java values */
    public RunRequest params(Map<String, ?> newParams) {
        return params(ConfigMap.of(newParams, Place.of("RunRequest.params")));
    }

    /** @param versions by dataset */
    public RunRequest loadVersions(Map<String, String> versions) {
        return new RunRequest(
                pipelines, slice, params, versions, data, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    /**
     * Hands in the value of a free input; it takes the place of what the catalog says, for the runs of this request only.
     *
     * @param value a stream or iterator is read to its end here, so that every run and every node has all of it; it must not be endless
     */
    public <T> RunRequest with(Ref<T> input, T value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(input.name(), lasting(value));
        return new RunRequest(
                pipelines, slice, params, loadVersions, more, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    /** Hands in the value of a parameter as it is, a record for instance; it takes the place of what the configuration says, for the runs of this request only. */
    public <T> RunRequest with(Param<T> parameter, T value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(parameter.key(), value);
        return new RunRequest(
                pipelines, slice, params, loadVersions, more, runner, policy, onlyMissingOutputs, hooks, listener);
    }

    private static Object lasting(Object value) {
        List<Object> elements = new ArrayList<>();
        if (value instanceof BaseStream<?, ?> stream) {
            try (stream) {
                stream.iterator().forEachRemaining(elements::add);
            }
            return elements;
        }
        if (value instanceof Iterator<?> iterator) {
            iterator.forEachRemaining(elements::add);
            return elements;
        }
        return value;
    }

    public RunRequest runner(Runner newRunner) {
        return new RunRequest(
                pipelines, slice, params, loadVersions, data, newRunner, policy, onlyMissingOutputs, hooks, listener);
    }

    public RunRequest policy(FailurePolicy newPolicy) {
        return new RunRequest(
                pipelines, slice, params, loadVersions, data, runner, newPolicy, onlyMissingOutputs, hooks, listener);
    }

    public RunRequest onlyMissingOutputs(boolean onlyMissing) {
        return new RunRequest(
                pipelines, slice, params, loadVersions, data, runner, policy, onlyMissing, hooks, listener);
    }

    /** Adds a hook for this run. */
    public RunRequest hook(Hook hook) {
        List<Hook> more = new ArrayList<>(hooks);
        more.add(hook);
        return new RunRequest(
                pipelines, slice, params, loadVersions, data, runner, policy, onlyMissingOutputs, more, listener);
    }

    public RunRequest listener(RunListener newListener) {
        return new RunRequest(
                pipelines, slice, params, loadVersions, data, runner, policy, onlyMissingOutputs, hooks, newListener);
    }
}
