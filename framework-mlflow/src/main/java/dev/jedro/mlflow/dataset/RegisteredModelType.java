package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.ModelVersion;
import dev.jedro.mlflow.client.NewModelVersion;
import dev.jedro.mlflow.client.TrackedRun;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/** {@code type: mlflow.RegisteredModel}: a model in the registry. A save logs it to the run and registers a new version. */
public final class RegisteredModelType implements DatasetType<RegisteredModelType.Options> {

    /**
     * Options of {@code mlflow.RegisteredModel}; of version, stage and alias at most one.
     *
     * @param modelName its name in the registry
     * @param version to load, a number; the newest if neither this nor stage nor alias is given
     * @param stage of which the newest version is loaded
     * @param alias of the version to load; a save gives it to the new version
     * @param flavour as of {@code mlflow.Model}
     */
    public record Options(
            String modelName,
            Optional<String> version,
            Optional<String> stage,
            Optional<String> alias,
            Optional<String> flavour) {
        public Options {
            if ((version.isPresent() ? 1 : 0) + (stage.isPresent() ? 1 : 0) + (alias.isPresent() ? 1 : 0) > 1) {
                throw new IllegalArgumentException("give only one of version, stage and alias");
            }
        }
    }

    @Override
    public String name() {
        return "mlflow.RegisteredModel";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return ModelFolder.javaTypes();
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return ModelFolder.flavour(options.flavour(), type).isPresent();
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, Optional.empty());
        ModelStore models = new ModelStore(context, type, options.flavour());
        return new Dataset<Object>() {
            @Override
            public Object load() throws Exception {
                ModelVersion version = RunAccess.asked(() -> find(options, run.client()))
                        .orElseThrow(() -> new JedroException(Problem.error(
                                        MlflowCode.NOT_FOUND,
                                        "The registered model '" + options.modelName() + "' has no such version.")
                                .at(context.place())
                                .fix("correct version, stage or alias, or run the node that registers it")));
                String files = RunAccess.asked(() -> run.client().modelFiles(options.modelName(), version.version()));
                return models.fetch(
                        ArtifactStores.of(run.connection(), files),
                        "",
                        "version " + version.version() + " of '" + options.modelName() + "'");
            }

            @Override
            public void save(Object value) throws Exception {
                if (run.untracked()) {
                    return;
                }
                models.log(run, context.name(), value);
                run.artifacts(); // waits until the files are there: a version without them would be found by others
                TrackedRun tracked = run.tracked();
                TrackingClient client = run.client();
                String version = RunAccess.asked(() -> {
                    client.ensureModel(options.modelName());
                    ModelVersion made = client.createModelVersion(new NewModelVersion(
                            options.modelName(), tracked.artifactUri() + "/" + context.name(), tracked.id(), Map.of()));
                    options.alias().ifPresent(alias -> client.setAlias(options.modelName(), alias, made.version()));
                    return made.version();
                });
                context.reportVersion(version);
            }

            @Override
            public boolean exists() {
                try {
                    return find(options, run.client()).isPresent();
                } catch (dev.jedro.mlflow.client.TrackingException e) {
                    if (e.code() == MlflowCode.NOT_FOUND) {
                        return false;
                    }
                    throw e.toJedro();
                }
            }
        };
    }

    private static Optional<ModelVersion> find(Options options, TrackingClient client) {
        if (options.alias().isPresent()) {
            return Optional.of(
                    client.modelByAlias(options.modelName(), options.alias().get()));
        }
        if (options.version().isPresent()) {
            return Optional.of(
                    client.modelVersion(options.modelName(), options.version().get()));
        }
        return client.newestVersion(options.modelName(), options.stage().orElse("latest"));
    }
}
