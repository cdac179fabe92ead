package dev.jedro.mlflow.client;

/** What servers take at most; the same from MLflow 2.17 to 3.11. */
public final class Limits {
    public static final int METRICS = 1000;
    public static final int PARAMS = 100;
    public static final int TAGS = 100;
    public static final int ENTITIES = 1000;
    /** Of one request, in bytes; below the server's million, so that the JSON around the values fits too. */
    public static final int BODY = 900_000;

    public static final int KEY = 250;
    public static final int PARAM_VALUE = 6000;
    public static final int TAG_VALUE = 5000;
    public static final int EXPERIMENT_NAME = 500;
    public static final int INPUTS = 1000;
    public static final int DIGEST = 36;

    private Limits() {}
}
