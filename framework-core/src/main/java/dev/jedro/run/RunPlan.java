package dev.jedro.run;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.Problems;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        this.data = gathered(data, pipeline);
        this.resources = resources;
        this.parameters = new ParameterValues(parameters);
    }

    /**
     * Checks everything that can be known before the first node runs: inputs, Java types, parameters, resources.
     *
     * @param pipeline the nodes to run
     * @param whole what they were selected from
     * @param data values handed in, by dataset name
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

    private static Map<String, Object> gathered(Map<String, Object> data, Pipeline pipeline) {
        if (data.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Type>> wanted = new HashMap<>();
        for (Node node : pipeline.nodes()) {
            List<Type> types = node.inputTypes();
            for (int i = 0; i < types.size(); i++) {
                wanted.computeIfAbsent(node.inputs().get(i).key(), key -> new ArrayList<>())
                        .add(types.get(i));
            }
        }
        Map<String, Object> gathered = new HashMap<>();
        data.forEach((name, value) ->
                gathered.put(name, Streams.handedIn(value, wanted.getOrDefault(name, List.of()))));
        return Map.copyOf(gathered);
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

    Map<String, Object> data() {
        return data;
    }

    Resources resources() {
        return resources;
    }

    ParameterValues parameters() {
        return parameters;
    }
}
