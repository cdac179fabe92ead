package dev.jedro.mlflow.search;

import dev.jedro.problem.Code;

/** The problems of filters and orders. */
public enum SearchCode implements Code {
    BAD_FILTER(
            "JED-800",
            "A filter of MLflow's runs, experiments or models cannot be understood.",
            "Write it like metrics.rmse < 1 and params.kind = 'linear'."),
    UNKNOWN_FIELD(
            "JED-801", "A filter or order names something that cannot be searched by.", "Use one of the names given."),
    BAD_COMPARISON(
            "JED-802",
            "A filter compares something in a way it cannot be compared in, or with a value of another kind.",
            "Compare numbers with numbers, and text in quotes with =, !=, LIKE, ILIKE or IN."),
    BAD_PAGE("JED-803", "A page of results is asked for that cannot be.", "Use the token of the page before.");

    private final String id;
    private final String cause;
    private final String cure;

    SearchCode(String id, String cause, String cure) {
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
