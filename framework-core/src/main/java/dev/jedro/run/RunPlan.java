package dev.jedro.run;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.Problems;
import java.util.Map;

/**
 * A pipeline with all that it needs, checked. Nothing has been loaded or saved yet.
 *
 * @param pipeline the nodes to run
 * @param whole what they were selected from
 * @param data values handed in, by dataset name
 */
public record RunPlan(
        Pipeline pipeline,
        Pipeline whole,
        DataCatalog catalog,
        Map<String, Object> data,
        Resources resources,
        ParameterValues parameters) {

    /**
     * Checks everything that can be known before the first node runs: inputs, Java types, parameters, resources.
     *
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
        ParameterValues values = new ParameterValues(parameters);
        RunPlan plan = new RunPlan(pipeline, whole, catalog, data, resources, values);
        new PlanChecks(plan, into).run();
        return plan;
    }
}
