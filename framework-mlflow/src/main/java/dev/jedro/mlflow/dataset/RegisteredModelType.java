package dev.jedro.mlflow.dataset;

import dev.jedro.catalog.Dataset;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.artifact.ArtifactStores;
import dev.jedro.mlflow.client.ModelVersion;
import dev.jedro.mlflow.client.TrackingClient;
import dev.jedro.mlflow.client.TrackingException;
import dev.jedro.mlflow.model.ModelNotes;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code type: mlflow.RegisteredModel}: a model in the registry. A save logs it to the run and registers a new version. */
public final class RegisteredModelType extends FlavouredType<RegisteredModelType.Options> {

    /**
     * Options of {@code mlflow.RegisteredModel}; of version, stage and alias at most one.
     *
     * @param modelName its name in the registry
     * @param version to load, a number; the newest if neither this nor stage nor alias is given
     * @param stage of which the newest version is loaded
     * @param alias of the version to load; a save gives it to the new version
     * @param artifactPath the folder among the artifacts of the run that saves; the dataset's name unless given
     * @param runId of the MLflow run that a save logs to; the one that the node is in unless given
     * @param flavour as of {@code mlflow.Model}
     * @param signature as of {@code mlflow.Model}
     * @param inputExample as of {@code mlflow.Model}
     */
    public record Options(
            String modelName,
            Optional<String> version,
            Optional<String> stage,
            Optional<String> alias,
            Optional<String> artifactPath,
            Optional<String> runId,
            Optional<String> flavour,
            Optional<ModelNotes.Signature> signature,
            Optional<Object> inputExample)
            implements Kept {
        public Options {
            check(flavour, inputExample);
            if (Stream.of(version, stage, alias).filter(Optional::isPresent).count() > 1) {
                throw new IllegalArgumentException("give only one of version, stage and alias");
            }
            version.filter(number -> !isVersion(number)).ifPresent(number -> {
                throw new IllegalArgumentException(
                        "a version is a number such as 3, but is '" + number + "'; a name goes into alias");
            });
            alias.filter(name -> !name.matches("[\\w-]{1,255}") || name.matches("v\\d+|latest"))
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("MLflow does not take the alias '" + name
                                + "': letters, digits, _ and -, but neither 'latest' nor such as 'v3'");
                    });
        }
    }

    private static boolean isVersion(String text) {
        return text.matches("[1-9]\\d*");
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
    public Optional<String> readOnly(Options options) {
        return options.version().isPresent() || options.stage().isPresent()
                ? Optional.of("leave version and stage out, or give an 'alias', to register what is saved")
                : Optional.empty();
    }

    @Override
    public boolean versionsItself(Options options) {
        return true;
    }

    @Override
    public Optional<String> wrongVersion(Options options, String version) {
        return isVersion(version) ? Optional.empty() : Optional.of("a number such as 3");
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        RunAccess run = new RunAccess(context, options.runId());
        String path = options.artifactPath().orElse(context.name());
        return new ModelDataset(context, type, options, run) {
            @Override
            String path() {
                return path;
            }

            @Override
            Object fetched() throws Exception {
                String version = RunAccess.asked(() -> find(options, context.loadVersion(), run.registry()))
                        .orElseThrow(() -> nothing(options, context))
                        .version();
                String files = RunAccess.asked(() -> run.registry().modelFiles(options.modelName(), version));
                return read(
                        ArtifactStores.of(run.connection(), files),
                        "",
                        "version " + version + " of '" + options.modelName() + "'");
            }

            @Override
            void logged() {
                run.register(options.modelName(), path, options.alias()).ifPresent(context::reportVersion);
            }

            @Override
            public boolean exists() {
                return RunAccess.asked(() -> find(options, context.loadVersion(), run.registry()))
                        .isPresent();
            }
        };
    }

    private static JedroException nothing(Options options, DatasetContext context) {
        String which = context.loadVersion()
                .or(options::version)
                .map(version -> "version " + version)
                .or(() -> options.alias().map(alias -> "version with the alias '" + alias + "'"))
                .or(() -> options.stage().map(stage -> "version in the stage '" + stage + "'"))
                .orElse("version");
        return new JedroException(Problem.error(
                        MlflowCode.NOT_FOUND,
                        "Dataset '" + context.name() + "': the registered model '" + options.modelName() + "' has no "
                                + which + ".")
                .at(context.place())
                .fix("correct model_name, version, stage or alias; or run the node that registers it"));
    }

    private static Optional<ModelVersion> find(Options options, Optional<String> chosen, TrackingClient client) {
        String model = options.modelName();
        try {
            Optional<String> version = chosen.or(options::version);
            if (version.isPresent()) {
                return Optional.of(client.modelVersion(model, version.get()));
            }
            if (options.alias().isPresent()) {
                return Optional.of(client.modelByAlias(model, options.alias().get()));
            }
            return client.newestVersion(model, options.stage().orElse("latest"));
        } catch (TrackingException e) {
            // MLflow's servers call an alias that is not there a bad value
            boolean noAlias = e.code() == MlflowCode.REFUSED && options.alias().isPresent();
            if (e.code() == MlflowCode.NOT_FOUND || noAlias) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
