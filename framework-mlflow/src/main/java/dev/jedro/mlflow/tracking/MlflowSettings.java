package dev.jedro.mlflow.tracking;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigValue;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.Limits;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code mlflow.yml} says, with kedro-mlflow's keys. Whatever is not written has a default, so no file at all will do. */
public record MlflowSettings(Server server, Tracking tracking, Ui ui) {

    static MlflowSettings defaults() {
        return new MlflowSettings(Server.defaults(), Tracking.defaults(), Ui.defaults());
    }

    /**
     * Where runs go.
     *
     * @param mlflowTrackingUri {@code http(s)://…}, {@code databricks}, {@code databricks://profile}, or a folder; without it {@code MLFLOW_TRACKING_URI}, and without
     *     that the folder {@code mlruns} of the project
     * @param mlflowRegistryUri where models are registered, written the same way; without it {@code MLFLOW_REGISTRY_URI}, and without that where runs are tracked
     * @param credentials a key of credentials.yml: username and password, or token; for Databricks the keys of a profile
     */
    public record Server(
            Optional<String> mlflowTrackingUri, Optional<String> mlflowRegistryUri, Optional<String> credentials) {
        static Server defaults() {
            return new Server(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What is tracked, and how.
     *
     * @param onTrackingError whether a run fails if it cannot be tracked
     * @param patience how long the end of a run waits for a slow server before the rest is kept for {@code jedro mlflow sync}; only with {@code warn}, and not for a folder, which is waited for two minutes at least
     */
    public record Tracking(
            DisableTracking disableTracking,
            ExperimentSettings experiment,
            RunSettings run,
            ParamSettings params,
            OnError onTrackingError,
            Duration patience) {
        static Tracking defaults() {
            return new Tracking(
                    DisableTracking.defaults(),
                    ExperimentSettings.defaults(),
                    RunSettings.defaults(),
                    ParamSettings.defaults(),
                    OnError.WARN,
                    Duration.ofSeconds(5));
        }
    }

    /** What happens to a run that cannot be tracked. */
    public enum OnError {
        /** It goes on; what could not be sent is kept. */
        WARN,
        /** It fails. */
        FAIL
    }

    /** @param pipelines runs of these alone are not tracked */
    public record DisableTracking(List<String> pipelines) {
        public DisableTracking {
            pipelines = List.copyOf(pipelines);
        }

        static DisableTracking defaults() {
            return new DisableTracking(List.of());
        }
    }

    /** @param name the project's name unless given */
    public record ExperimentSettings(
            Optional<String> name, CreateExperiment createExperimentKwargs, boolean restoreIfDeleted) {
        static ExperimentSettings defaults() {
            return new ExperimentSettings(Optional.empty(), CreateExperiment.defaults(), true);
        }
    }

    /** Only counts when the experiment is made. */
    public record CreateExperiment(Optional<String> artifactLocation, Map<String, String> tags) {
        public CreateExperiment {
            tags = Map.copyOf(tags);
        }

        static CreateExperiment defaults() {
            return new CreateExperiment(Optional.empty(), Map.of());
        }
    }

    /**
     * @param id of a run that goes on; a new one is opened without it
     * @param name the pipelines' names unless given
     * @param nested whether runs that nodes open lie beneath the run
     */
    public record RunSettings(Optional<String> id, Optional<String> name, boolean nested) {
        static RunSettings defaults() {
            return new RunSettings(Optional.empty(), Optional.empty(), true);
        }
    }

    /** How parameters become MLflow's, which are short texts. */
    public record ParamSettings(DictParams dictParams, LongParams longParamsStrategy) {
        static ParamSettings defaults() {
            return new ParamSettings(DictParams.defaults(), LongParams.FAIL);
        }
    }

    /**
     * @param flatten whether {@code model_options} with a {@code test_size} becomes {@code model_options.test_size}
     * @param recursive whether maps within maps do too
     * @param sep between the names
     */
    public record DictParams(boolean flatten, boolean recursive, String sep) {
        static DictParams defaults() {
            return new DictParams(true, true, ".");
        }
    }

    /** What happens to a value of more than {@value Limits#PARAM_VALUE} characters. */
    public enum LongParams {
        FAIL,
        TRUNCATE,
        /** It becomes a tag instead. */
        TAG
    }

    /** Where {@code jedro mlflow ui} listens. */
    public record Ui(int port, String host) {
        static Ui defaults() {
            return new Ui(5000, "127.0.0.1");
        }
    }

    /**
     * Binds the section.
     *
     * @throws dev.jedro.problem.JedroException with all problems
     */
    public static MlflowSettings of(ConfigMap section) {
        Problems problems = new Problems();
        Optional<MlflowSettings> bound = Binder.bind(section, MlflowSettings.class, problems);
        bound.flatMap(settings -> settings.tracking().experiment().name())
                .filter(name -> name.isBlank() || name.length() > Limits.EXPERIMENT_NAME)
                .ifPresent(name -> problems.add(Problem.error(
                                MlflowCode.BAD_EXPERIMENT,
                                name.isBlank()
                                        ? "The name of the experiment is empty."
                                        : "The name of the experiment has " + name.length()
                                                + " characters; MLflow takes " + Limits.EXPERIMENT_NAME + ".")
                        .at(place(section, "tracking.experiment.name"))
                        .fix("give it a shorter name that is not empty")));
        problems.throwIfErrors();
        return bound.orElseGet(MlflowSettings::defaults);
    }

    static Place place(ConfigMap section, String path) {
        return section.at(path).map(ConfigValue::place).orElse(section.place());
    }
}
