package dev.jedro.mlflow.server;

import dev.jedro.problem.Code;

/** The problems of the tracking server. */
public enum ServerCode implements Code {
    CANNOT_LISTEN(
            "JED-814",
            "The tracking server cannot listen where it should.",
            "Choose another port, or a host of this machine."),
    OPEN_TO_ALL(
            "JED-815",
            "The tracking server would let everybody in the network read and change runs.",
            "Give --token, or listen on this machine only."),
    NOTHING_TO_SERVE(
            "JED-818",
            "The runs are on a server already, so there is no folder to serve.",
            "Open that server's page with jedro mlflow ui, or name a folder with --store.");

    private final String id;
    private final String cause;
    private final String cure;

    ServerCode(String id, String cause, String cure) {
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
