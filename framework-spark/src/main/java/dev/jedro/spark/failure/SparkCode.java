package dev.jedro.spark.failure;

import dev.jedro.problem.Code;

/** The problems of Spark sessions and tables. */
public enum SparkCode implements Code {
    UNKNOWN_PROVIDER(
            "JED-750",
            "spark.yml names a provider of sessions, or a session, that is not there.",
            "Use local, connect, databricks or ambient, or add the module that brings the provider."),
    START_FAILED(
            "JED-751",
            "The Spark engine inside this process could not be started.",
            "Read the cause; correct the settings of spark.yml, or the options under 'jvm' in jedro.yml."),
    WRONG_SETTING(
            "JED-752",
            "A setting of spark.yml, or of Spark itself, is not accepted.",
            "Correct the setting; those under 'conf' are Spark's own.");

    private final String id;
    private final String cause;
    private final String cure;

    SparkCode(String id, String cause, String cure) {
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
