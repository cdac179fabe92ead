package dev.jedro.spark;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
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
import java.util.stream.Stream;

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
                }
            }
        }
        datasets(pipeline, catalog).forEach(dataset -> names.add(ofDataset(dataset)));
        return names;
    }

    /** The datasets of this module that its nodes load and save. */
    static Stream<DatasetDefinition> datasets(Pipeline pipeline, DataCatalog catalog) {
        return pipeline.nodes().stream()
                .flatMap(node -> Stream.concat(
                        node.inputs().stream().filter(Ref.class::isInstance).map(input -> ((Ref<?>) input).name()),
                        node.outputs().stream().map(Ref::name)))
                .distinct()
                .flatMap(name -> catalog.find(name).stream())
                .filter(dataset ->
                        MODULE.stream().anyMatch(prefix -> dataset.type().startsWith(prefix)));
    }

    private static Optional<String> ofResource(Resource<?> resource) {
        String name = resource.name();
        if (name.equals(RESOURCE)) {
            return Optional.of(SparkSessions.DEFAULT);
        }
        return name.startsWith(RESOURCE + ".") ? Optional.of(name.substring(RESOURCE.length() + 1)) : Optional.empty();
    }

    /** The session of a dataset of this module. */
    static String ofDataset(DatasetDefinition dataset) {
        return dataset.entry().get("session").orElse(null) instanceof ConfigScalar named
                ? named.text()
                : SparkSessions.DEFAULT;
    }
}
