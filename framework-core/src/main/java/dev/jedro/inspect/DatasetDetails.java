package dev.jedro.inspect;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All that is known about one dataset.
 *
 * @param dataset what the project's snapshot has of it
 * @param options of its type, as plain Java values, secrets masked; empty if the catalog does not define it
 * @param metadata what its entry notes for tools, secrets masked
 * @param versions the names of its newest versions, newest first, at most {@link #MOST_VERSIONS}; empty if it is not versioned
 * @param versionCount how many versions there are in all
 * @param writtenBy the names of the nodes that write it, in any pipeline, sorted
 * @param readBy the names of the nodes that read it, sorted
 */
public record DatasetDetails(
        DatasetSnapshot dataset,
        Map<String, Object> options,
        Map<String, Object> metadata,
        List<String> versions,
        int versionCount,
        List<String> writtenBy,
        List<String> readBy) {
    /** How many versions are named. */
    public static final int MOST_VERSIONS = 20;

    /**
     * The details of a dataset of a project.
     *
     * @param versions all of them, newest first
     * @return empty if neither the catalog nor a pipeline knows the name
     */
    public static Optional<DatasetDetails> of(
            String name, ProjectSnapshot project, DataCatalog catalog, List<String> versions) {
        Optional<DatasetDefinition> definition = catalog.find(name);
        DatasetSnapshot known = project.datasets().get(name);
        if (known == null && definition.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DatasetDetails(
                known == null ? DatasetSnapshot.of(name, catalog, false) : known,
                definition.map(DatasetDefinition::shownOptions).orElse(Map.of()),
                definition.map(DatasetDefinition::shownMetadata).orElse(Map.of()),
                versions.stream().limit(MOST_VERSIONS).toList(),
                versions.size(),
                nodes(project, node -> node.outputs().contains(name)),
                nodes(project, node -> node.inputs().contains(name))));
    }

    private static List<String> nodes(ProjectSnapshot project, Predicate<NodeSnapshot> wanted) {
        TreeSet<String> names = new TreeSet<>();
        for (PipelineSnapshot pipeline : project.pipelines()) {
            pipeline.nodes().stream().filter(wanted).map(NodeSnapshot::name).forEach(names::add);
        }
        return List.copyOf(names);
    }
}
