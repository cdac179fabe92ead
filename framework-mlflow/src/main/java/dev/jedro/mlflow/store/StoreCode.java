package dev.jedro.mlflow.store;

import dev.jedro.problem.Code;

/** The problems of the tracking store, each with the name and status that MLflow's REST API gives it. */
public enum StoreCode implements Code {
    NOT_THERE(
            "JED-804",
            "RESOURCE_DOES_NOT_EXIST",
            404,
            "An experiment, run, model or version is asked for that the store does not have.",
            "Correct its name or id; jedro mlflow runs list shows what is there."),
    EXISTS_ALREADY(
            "JED-805",
            "RESOURCE_ALREADY_EXISTS",
            400,
            "An experiment or model is to be created whose name is taken.",
            "Choose another name, or restore the deleted one that has it."),
    BAD_VALUE(
            "JED-806",
            "INVALID_PARAMETER_VALUE",
            400,
            "A name, key or value is missing, too long, or has characters that MLflow does not allow.",
            "Change it as the message says."),
    CHANGED_PARAMETER(
            "JED-807",
            "INVALID_PARAMETER_VALUE",
            400,
            "A parameter of a run was logged before with another value.",
            "Log it under another name, or in a new run."),
    NOT_ACTIVE(
            "JED-808",
            "INVALID_PARAMETER_VALUE",
            400,
            "Something is to be written to what has been deleted, or the other way round.",
            "Restore it first."),
    DAMAGED(
            "JED-809",
            "INVALID_STATE",
            400,
            "A file of the tracking store cannot be understood.",
            "Mend the file at the place given, or delete the folder it stands in."),
    CANNOT_WRITE(
            "JED-810",
            "INTERNAL_ERROR",
            500,
            "The tracking store cannot be written: the disk is full, or permissions are missing.",
            "See the reason given; what was there before is unchanged."),
    CANNOT_READ("JED-811", "INTERNAL_ERROR", 500, "The tracking store cannot be read.", "See the reason given."),
    OUTSIDE(
            "JED-812",
            "INVALID_PARAMETER_VALUE",
            400,
            "A path of an artifact leads out of the folder of artifacts.",
            "Use a relative path without '..'."),
    NO_STORE(
            "JED-816",
            "RESOURCE_DOES_NOT_EXIST",
            404,
            "There is no folder of runs where a command looks for one.",
            "Run a pipeline that is tracked, or give the folder with --store."),
    AMBIGUOUS(
            "JED-817",
            "INVALID_PARAMETER_VALUE",
            400,
            "A name, or the begin of an id, is that of several runs.",
            "Give more of the id."),
    NOT_LOCAL(
            "JED-813",
            "INVALID_PARAMETER_VALUE",
            400,
            "Artifacts are asked for that are not in the file system of the store.",
            "Read them from where their URI says.");

    private final String id;
    private final String errorCode;
    private final int status;
    private final String cause;
    private final String cure;

    StoreCode(String id, String errorCode, int status, String cause, String cure) {
        this.id = id;
        this.errorCode = errorCode;
        this.status = status;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    /** What MLflow's clients know it by. */
    public String errorCode() {
        return errorCode;
    }

    /** Of HTTP. */
    public int status() {
        return status;
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
