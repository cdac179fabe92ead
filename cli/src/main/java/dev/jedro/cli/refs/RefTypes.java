package dev.jedro.cli.refs;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.problem.TypeText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which type a reference to a dataset should have.
 *
 * @param nodes of all pipelines
 */
record RefTypes(List<Node> nodes, DataCatalog catalog) {

    static RefTypes of(Collection<Pipeline> pipelines, DataCatalog catalog) {
        return new RefTypes(
                pipelines.stream()
                        .flatMap(pipeline -> pipeline.nodes().stream())
                        .distinct()
                        .toList(),
                catalog);
    }

    /** What a node gives; else the narrowest that a node takes; else what the dataset's type suggests. */
    Type of(String dataset) {
        for (Node node : nodes) {
            for (int i = 0; i < node.outputs().size(); i++) {
                if (node.outputs().get(i).key().equals(dataset)
                        && isWhole(node.outputTypes().get(i))) {
                    return node.outputTypes().get(i);
                }
            }
        }
        List<Type> taken = new ArrayList<>();
        for (Node node : nodes) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (node.inputs().get(i).key().equals(dataset)
                        && isWhole(node.inputTypes().get(i))) {
                    taken.add(node.inputTypes().get(i));
                }
            }
        }
        return taken.stream()
                .filter(one ->
                        taken.stream().allMatch(other -> TypeText.raw(other).isAssignableFrom(TypeText.raw(one))))
                .findFirst()
                .or(() -> taken.stream().findFirst())
                .orElseGet(() -> catalog.defaultType(dataset));
    }

    /** Whether a namespace makes the name, so that no code says it. */
    boolean isOfANamespace(String dataset) {
        return nodes.stream()
                .anyMatch(node -> !node.namespace().isEmpty() && dataset.startsWith(node.namespace() + "."));
    }

    /** Whether nothing of it is left open: the types of a lambda's arguments are, and {@code Object} says nothing. */
    private static boolean isWhole(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .noneMatch(argument -> argument instanceof TypeVariable<?>);
        }
        return type != Object.class
                && !(type instanceof TypeVariable<?>)
                && TypeText.raw(type).getTypeParameters().length == 0;
    }
}
