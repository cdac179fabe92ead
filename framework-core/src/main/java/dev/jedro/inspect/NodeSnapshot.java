package dev.jedro.inspect;

import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.problem.TypeText;
import java.util.List;

/**
 * One node.
 *
 * @param name with its namespace
 * @param shortName without
 * @param namespace empty if it has none
 * @param function the Java method, {@code com.acme.Flights.clean}
 * @param tags sorted
 * @param inputs keys in the order of the arguments: datasets, {@code params:…}, {@code resource:…}
 * @param inputTypes the Java type of each input
 * @param outputs datasets in the order of saving
 * @param outputTypes the Java type of each output
 * @param source where it is wired
 */
public record NodeSnapshot(
        String name,
        String shortName,
        String namespace,
        String function,
        List<String> tags,
        List<String> inputs,
        List<String> inputTypes,
        List<String> outputs,
        List<String> outputTypes,
        Place source) {

    static NodeSnapshot of(Node node) {
        return new NodeSnapshot(
                node.name(),
                node.shortName(),
                node.namespace(),
                node.function().owner().getName() + "." + node.function().displayName(),
                node.tags().stream().sorted().toList(),
                node.inputs().stream().map(Input::key).toList(),
                node.inputTypes().stream().map(TypeText::of).toList(),
                node.outputs().stream().map(Ref::name).toList(),
                node.outputTypes().stream().map(TypeText::of).toList(),
                node.place());
    }
}
