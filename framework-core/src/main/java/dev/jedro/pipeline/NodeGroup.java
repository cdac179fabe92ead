package dev.jedro.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Nodes that are run as one step.
 *
 * @param name the namespace, or the full name of the one node in it
 * @param nodes in execution order, at least one
 * @param dependencies names of the groups that write what this one reads, never its own
 */
public record NodeGroup(String name, List<Node> nodes, Set<String> dependencies) {

    public NodeGroup {
        nodes = List.copyOf(nodes);
        dependencies = Collections.unmodifiableSet(new LinkedHashSet<>(dependencies));
    }

    /** Groups in the order in which their first nodes run. */
    static List<NodeGroup> of(Graph graph, Function<Node, String> nameOf) {
        List<String> names = graph.nodes().stream().map(nameOf).toList();
        Map<String, Draft> drafts = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Draft draft = drafts.computeIfAbsent(name, group -> new Draft(new ArrayList<>(), new LinkedHashSet<>()));
            draft.nodes.add(graph.nodes().get(i));
            for (int parent : graph.parents(i)) {
                if (!names.get(parent).equals(name)) {
                    draft.dependencies.add(names.get(parent));
                }
            }
        }
        List<NodeGroup> groups = new ArrayList<>(drafts.size());
        drafts.forEach((name, draft) -> groups.add(new NodeGroup(name, draft.nodes, draft.dependencies)));
        return Collections.unmodifiableList(groups);
    }

    private record Draft(List<Node> nodes, Set<String> dependencies) {}
}
