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
    ALREADY_THERE("JED-834", "A name is taken already.", "Use another name, or what is there.");

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
