package dev.jedro.run;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A pipeline with all that it needs, checked. Nothing has been loaded or saved yet. Immutable. */
public final class RunPlan {
    private final Pipeline pipeline;
    private final Pipeline whole;
    private final DataCatalog catalog;
    private final Map<String, Object> data;
    private final Resources resources;
    private final ParameterValues parameters;
    private final Function<String, Optional<String>> maker;

    private RunPlan(
            Pipeline pipeline,
            Pipeline whole,
            DataCatalog catalog,
            Map<String, Object> data,
            Resources resources,
            ParameterValues parameters,
            Function<String, Optional<String>> maker) {
        this.pipeline = pipeline;
        this.whole = whole;
        this.catalog = catalog;
        this.data = data;
        this.resources = resources;
        this.parameters = parameters;
        this.maker = maker;
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
        Map<String, Object> given = Map.copyOf(data);
        ParameterValues values = new ParameterValues(parameters, given);
        RunPlan plan = new RunPlan(pipeline, whole, catalog, given, resources, values, dataset -> Optional.empty());
        new PlanChecks(plan, into).run();
        return plan;
    }

    /** The same plan, for a project that knows how to make what is missing: by the name of a dataset the fix to offer, empty if no node makes it. */
    public RunPlan withMakers(Function<String, Optional<String>> makers) {
        return new RunPlan(pipeline, whole, catalog, data, resources, parameters, makers);
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

    /**
     * What a load says of data that is not there, with the node that makes it named.
     *
     * @param dataset that was to be loaded
     */
    Problem advised(String dataset, Problem problem) {
        if (!problem.fixes().contains(DataCatalog.MAKE_IT)) {
            return problem;
        }
        List<String> fixes = new ArrayList<>(problem.fixes());
        fixes.remove(DataCatalog.MAKE_IT);
        maker.apply(dataset).ifPresent(how -> fixes.add(0, how));
        return new Problem(problem.code(), problem.severity(), problem.what(), problem.where(), problem.near(), fixes);
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
