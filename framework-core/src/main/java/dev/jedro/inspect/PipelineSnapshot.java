package dev.jedro.inspect;

import dev.jedro.pipeline.Pipeline;
import java.util.List;

/**
 * One pipeline.
 *
 * @param nodes in topological order
 * @param inputs free inputs, parameters included, sorted
 * @param outputs free outputs, sorted
 */
public record PipelineSnapshot(String name, List<NodeSnapshot> nodes, List<String> inputs, List<String> outputs) {

    static PipelineSnapshot of(String name, Pipeline pipeline) {
        return new PipelineSnapshot(
                name,
                pipeline.nodes().stream().map(NodeSnapshot::of).toList(),
                List.copyOf(pipeline.inputs()),
                List.copyOf(pipeline.outputs()));
    }
}
