package dev.jedro.run;

import dev.jedro.problem.Code;

/** What can go wrong in a run, or is found to be wrong just before it. */
public enum RunCode implements Code {
    TYPES_DIFFER(
            "JED-402",
            "A node takes another Java type than the node gives that writes the dataset.",
            "Let both nodes use one type, or convert in a node between them."),
    PARAMETER_MISSING(
            "JED-403",
            "A node uses a parameter that conf/ does not define.",
            "Correct the name, or add the parameter to parameters.yml."),
    RESOURCE_MISSING(
            "JED-404",
            "A node asks for a resource that no hook provides.",
            "Add the module that provides it to the project, or register the hook."),
    NODE_FAILED(
            "JED-405",
            "The function of a node threw an exception.",
            "Read the cause and the first line of your own code."),
    NULL_OUTPUT(
            "JED-406",
            "A node returned null for an output that it declares.",
            "Return a value, or wire the node without that output."),
    CANCELLED("JED-408", "The run was cancelled.", "Run again; --only-missing-outputs goes on where it stopped."),
    JOURNAL_UNAVAILABLE(
            "JED-409",
            "The journal of the run cannot be written.",
            "Make .jedro/ in the project writable to keep a history of runs."),
    BAD_WORKERS("JED-411", "The number of workers is not positive.", "Give --workers 1 or more."),
    UNKNOWN_RUN("JED-413", "There is no run of that id.", "List the runs there are."),
    UNKNOWN_DATA(
            "JED-414",
            "A value was handed in for a dataset that the run does not read.",
            "Hand in only free inputs of the pipeline."),
    NOT_KEPT(
            "JED-416",
            "An output is asked of a run that did not make it, or that released it after its last use.",
            "Ask for a free output of the pipeline, or add the dataset to the catalog."),
    STREAM_NOT_SAVED(
            "JED-415",
            "A node returns a stream that its dataset can take neither whole nor in chunks.",
            "Use a dataset type that appends, or return a list."),
    PROCESS_ENDED(
            "JED-418",
            "The process ended while a run went on, for instance because a node called System.exit.",
            "Throw an exception instead of ending the process."),
    BROKEN(
            "JED-417",
            "Something outside the nodes broke a run off.",
            "Read the cause; if it is none of your own code, report it.");

    private final String id;
    private final String cause;
    private final String cure;

    RunCode(String id, String cause, String cure) {
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
