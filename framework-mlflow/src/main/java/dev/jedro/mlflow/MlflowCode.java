package dev.jedro.mlflow;

import dev.jedro.problem.Code;

/** The problems of tracking, of its datasets and its models. */
public enum MlflowCode implements Code {
    UNREACHABLE(
            "JED-830",
            "The tracking server does not answer, or answers only with failures of its own.",
            "Start the server or correct its address; with 'on_tracking_error: warn' runs go on, and 'jedro mlflow sync' sends later."),
    NOT_AUTHORIZED(
            "JED-831",
            "The tracking server does not accept the credentials, or forbids what was asked.",
            "Correct the credentials that mlflow.yml names, or MLFLOW_TRACKING_USERNAME, _PASSWORD and _TOKEN."),
    REFUSED(
            "JED-832",
            "The tracking server understood a request and refused it.",
            "Read the server's words; they name what it does not accept."),
    NOT_FOUND(
            "JED-833",
            "A run, an experiment, a metric or a model is not there.",
            "Correct the id or the name, or restore what was deleted."),
    ALREADY_THERE("JED-834", "A name is taken already.", "Use another name, or what is there."),
    BAD_URI(
            "JED-835",
            "The address of the tracking server cannot be understood.",
            "Write http(s)://host:port, databricks, databricks://profile or a folder."),
    MISSING_CREDENTIALS(
            "JED-836",
            "The credentials that mlflow.yml names are not there, or there are none for Databricks.",
            "Add them to conf/local/credentials.yml."),
    BAD_EXPERIMENT(
            "JED-837",
            "The experiment cannot be used: its name does not fit, or it is deleted.",
            "Correct tracking.experiment in mlflow.yml; on Databricks its name is a path such as /Users/you@example.com/flights."),
    PARAM_TOO_LONG(
            "JED-838",
            "A parameter is longer than MLflow takes.",
            "Set tracking.params.long_params_strategy to truncate or tag, or make the parameter shorter."),
    PARAM_CHANGED(
            "JED-839",
            "A parameter of a run is logged again with another value.",
            "Log what changes during a run as a metric or a tag."),
    ARTIFACT_MISSING(
            "JED-840",
            "An artifact is not there, neither the file to send nor the one to fetch.",
            "Correct the path, or make the file first."),
    ARTIFACT_PATH(
            "JED-841",
            "The path of an artifact leads out of the run's artifacts, or is empty.",
            "Use a relative path with slashes and without '..'."),
    ARTIFACT_SCHEME(
            "JED-842",
            "The artifacts of a run are in a place that nothing on the class path can reach.",
            "Let the server keep them (mlflow server --serve-artifacts), or add a library with an ArtifactScheme for it."),
    ARTIFACT_FAILED(
            "JED-843",
            "An artifact could not be sent or fetched whole.",
            "Read the cause, and try again: a half-fetched artifact goes on where it stopped, and one that is sent replaces what is there."),
    NO_RUN(
            "JED-844",
            "A dataset of MLflow is used outside a tracked run, and names no run_id.",
            "Track the run, or give the dataset the id of the run to load from."),
    BAD_MODEL(
            "JED-845",
            "A folder is no model that can be read here, or a model has no flavour for the type that was asked for.",
            "Correct the dataset's type or flavour; MLmodel in the folder names the flavours that there are."),
    BAD_CERTIFICATE(
            "JED-846",
            "A certificate for the tracking server, or the key beside it, cannot be read.",
            "Correct MLFLOW_TRACKING_SERVER_CERT_PATH or MLFLOW_TRACKING_CLIENT_CERT_PATH: files in PEM, the key in PKCS #8 and without a password."),
    OTHER_TARGET(
            "JED-847",
            "A run that was kept was to be tracked elsewhere than 'jedro mlflow sync' would send it now.",
            "Give sync the environment of the run (--env), or --any-target."),
    NO_ONNX_RUNTIME(
            "JED-848",
            "A model in ONNX is to be scored, and ONNX Runtime is not on the class path or does not run here.",
            "Add com.microsoft.onnxruntime:onnxruntime to the project's pom.xml."),
    NOT_SCORED(
            "JED-849",
            "A model in ONNX does not take what it was given.",
            "Give each input of the model by its name, as an array of its type and shape.");

    private final String id;
    private final String cause;
    private final String cure;

    MlflowCode(String id, String cause, String cure) {
        this.id = id;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String cause() {
        return cause;
    }

    @Override
    public String cure() {
        return cure;
    }
}
