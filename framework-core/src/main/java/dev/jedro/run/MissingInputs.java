package dev.jedro.run;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks before the first node for the files that a run reads and does not write; what lives elsewhere is not asked, since that may be slow. */
final class MissingInputs {
    private final RunPlan plan;
    private final List<Node> nodes;
    private final Set<String> pinned;
    private final Set<String> written = new HashSet<>();

    /**
     * @param nodes those that will run
     * @param pinned datasets with a load version: that version is read though the run writes another
     */
    MissingInputs(RunPlan plan, List<Node> nodes, Set<String> pinned) {
        this.plan = plan;
        this.nodes = nodes;
        this.pinned = Set.copyOf(pinned);
        nodes.forEach(node -> node.outputs().forEach(output -> written.add(output.datasetName())));
    }

    /** One problem for each dataset that is not there, at the first node that reads it. */
    List<Problem> in(OpenCatalog catalog) {
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>(plan.data().keySet());
        for (Node node : nodes) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Ref<?> ref && isReadAsItIs(ref) && seen.add(ref.name())) {
                    problems.addAll(of(ref.name(), node, catalog));
                }
            }
        }
        return problems;
    }

    private boolean isReadAsItIs(Ref<?> ref) {
        return pinned.contains(ref.name()) || !written.contains(ref.datasetName());
    }

    private List<Problem> of(String name, Node node, OpenCatalog catalog) {
        if (!plan.catalog().persists(name)) {
            return List.of();
        }
        List<Problem> missing = catalog.missing(name);
        if (missing.isEmpty() || (!pinned.contains(name) && isMadeUnderAnotherName(name))) {
            return List.of();
        }
        return missing.stream()
                .map(problem -> plan.advised(name, problem.at(node.place())))
                .toList();
    }

    /** Whether what the run writes lies at, above or beneath the same path: a folder of parts may be written as one dataset and a part read as another. */
    private boolean isMadeUnderAnotherName(String name) {
        Optional<Path> wanted = path(name);
        return wanted.isPresent()
                && nodes.stream()
                        .flatMap(node -> node.outputs().stream())
                        .flatMap(output -> path(output.name()).stream())
                        .anyMatch(made ->
                                made.startsWith(wanted.get()) || wanted.get().startsWith(made));
    }

    private Optional<Path> path(String name) {
        DataCatalog catalog = plan.catalog();
        return catalog.find(name)
                .flatMap(DatasetDefinition::location)
                .map(path -> Path.of(path).normalize());
    }
}
