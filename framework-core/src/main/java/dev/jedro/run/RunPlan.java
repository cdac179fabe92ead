package dev.jedro.run;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** A pipeline with all that it needs, checked. Nothing has been loaded or saved yet. Immutable. */
public final class RunPlan {
    private final Pipeline pipeline;
    private final Pipeline whole;
    private final DataCatalog catalog;
    private final Map<String, Object> data;
    private final Resources resources;
    private final ParameterValues parameters;

    private RunPlan(
            Pipeline pipeline,
            Pipeline whole,
            DataCatalog catalog,
            ConfigMap parameters,
            Map<String, Object> data,
            Resources resources) {
        this.pipeline = pipeline;
        this.whole = whole;
        this.catalog = catalog;
        this.data = Map.copyOf(data);
        this.resources = resources;
        this.parameters = new ParameterValues(parameters, this.data);
    }

    /**
     * Checks everything that can be known before the first node runs: inputs, Java types, parameters, resources.
     *
     * @param pipeline the nodes to run
     * @param whole what they were selected from
     * @param data values handed in, by the key of the input; a list for inputs that take a stream
     * @param into receives every problem and warning; only if it has no errors may the plan be run
     */
    public static RunPlan of(
            Pipeline pipeline,
            Pipeline whole,
            DataCatalog catalog,
            ConfigMap parameters,
            Map<String, Object> data,
            Resources resources,
            Problems into) {
        RunPlan plan = new RunPlan(pipeline, whole, catalog, parameters, data, resources);
        new PlanChecks(plan, into).run();
        return plan;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Pipeline whole() {
        return whole;
    }

    DataCatalog catalog() {
        return catalog;
    }

    /** What was handed in, by the key of the input: datasets and parameters. */
    Map<String, Object> data() {
        return data;
    }

    /** What was handed in for datasets, by name. */
    Map<String, Object> datasets() {
        Map<String, Object> datasets = new HashMap<>(data);
        datasets.keySet().removeAll(pipeline.parameters());
        return datasets;
    }

    Resources resources() {
        return resources;
    }

    ParameterValues parameters() {
        return parameters;
    }
}
