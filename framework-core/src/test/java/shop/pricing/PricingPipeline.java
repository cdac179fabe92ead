package shop.pricing;

import static dev.jedro.pipeline.Nodes.node;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import shop.Steps;
import shop.Unready;

/** In a package of its own beneath the project's, as the starters lay out pipelines. */
public final class PricingPipeline implements PipelineDefinition {
    @Override
    public Pipeline pipeline() {
        return Pipeline.of(node(Steps::source).to(Unready.PRICES));
    }
}
