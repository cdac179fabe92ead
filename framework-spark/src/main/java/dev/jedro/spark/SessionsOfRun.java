package dev.jedro.spark;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.config.ConfigScalar;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which sessions a run will open: those that its nodes take, and those of the datasets of this module. */
final class SessionsOfRun {
    private static final String RESOURCE = Spark.SESSION.name();

    /** How the types of this module are named in a catalog. */
    private static final List<String> MODULE =
            List.of("spark.", "databricks.", SessionsOfRun.class.getPackageName() + ".");

    private SessionsOfRun() {}

    /** Their names; that of the session without a name is empty. */
    static Set<String> of(Pipeline pipeline, DataCatalog catalog) {
        Set<String> names = new TreeSet<>();
        for (Node node : pipeline.nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Resource<?> resource) {
                    ofResource(resource).ifPresent(names::add);
                } else if (input instanceof Ref<?> dataset) {
                    ofDataset(catalog, dataset.name()).ifPresent(names::add);
                }
            }
            node.outputs().forEach(dataset -> ofDataset(catalog, dataset.name()).ifPresent(names::add));
        }
        return names;
    }

    private static Optional<String> ofResource(Resource<?> resource) {
        String name = resource.name();
        if (name.equals(RESOURCE)) {
            return Optional.of(SparkSessions.DEFAULT);
        }
        return name.startsWith(RESOURCE + ".") ? Optional.of(name.substring(RESOURCE.length() + 1)) : Optional.empty();
    }

    private static Optional<String> ofDataset(DataCatalog catalog, String dataset) {
        return catalog.find(dataset)
                .filter(definition ->
                        MODULE.stream().anyMatch(prefix -> definition.type().startsWith(prefix)))
                .map(definition -> definition.entry().get("session").orElse(null) instanceof ConfigScalar named
                        ? named.text()
                        : SparkSessions.DEFAULT);
    }
}
