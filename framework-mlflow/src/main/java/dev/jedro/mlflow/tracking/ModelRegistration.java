package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.ModelVersion;
import dev.jedro.mlflow.client.NewModelVersion;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import java.util.Map;
import java.util.Optional;

/** Registers what a run has logged. */
public final class ModelRegistration {
    private ModelRegistration() {}

    /**
     * Makes a folder of the run's artifacts a version of a model, which is registered if it is not yet. The same folder of the same run is registered once, however often it is
     * asked: a request whose answer was lost must not leave two versions.
     *
     * @return the version's number
     */
    public static String of(TrackingClient client, TrackedRun run, String model, String path, Optional<String> alias) {
        client.ensureModel(model);
        String source = run.artifactUri() + "/" + path;
        ModelVersion version = client.newestVersion(model, "latest")
                .filter(newest ->
                        newest.source().equals(source) && newest.runId().equals(Optional.of(run.id())))
                .orElseGet(() -> client.createModelVersion(new NewModelVersion(model, source, run.id(), Map.of())));
        alias.ifPresent(name -> client.setAlias(model, name, version.version()));
        return version.version();
    }
}
