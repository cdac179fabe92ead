package dev.jedro.spark;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigScalar;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which sessions a run will open: those that its nodes take, and those of the datasets of this module. */
final class SessionsOfRun {
    private static final String RESOURCE = Spark.SESSION.name();

    private SessionsOfRun() {}

    /** Their names; that of the session without a name is empty. */
    static Set<String> of(RunScope run) {
        Set<String> names = new TreeSet<>();
        for (Node node : run.pipeline().nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Resource<?> resource) {
                    ofResource(resource).ifPresent(names::add);
                } else if (input instanceof Ref<?> dataset) {
                    ofDataset(run.catalog(), dataset.name()).ifPresent(names::add);
                }
            }
            node.outputs()
                    .forEach(dataset -> ofDataset(run.catalog(), dataset.name()).ifPresent(names::add));
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

    private static Optional<String> ofDataset(OpenCatalog catalog, String dataset) {
        String type = catalog.typeName(dataset);
        return type.startsWith("spark.") || type.startsWith("databricks.")
                ? catalog.definition()
                        .find(dataset)
                        .map(definition -> definition.entry().get("session").orElse(null) instanceof ConfigScalar named
                                ? named.text()
                                : SparkSessions.DEFAULT)
                : Optional.empty();
    }
}
