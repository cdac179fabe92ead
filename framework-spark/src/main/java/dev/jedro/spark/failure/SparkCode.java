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
            "Correct the setting; those under 'conf' are Spark's own."),
    BAD_ADDRESS(
            "JED-753",
            "The address of a Spark server is missing or cannot be understood.",
            "Write it as sc://host:port, with parameters behind a slash: sc://host:443/;use_ssl=true."),
    CLEAR_TEXT(
            "JED-754",
            "A token would travel over a connection that others can read.",
            "Encrypt the connection: use_ssl=true. Only the loopback needs none."),
    UNREACHABLE(
            "JED-755",
            "A Spark server cannot be reached, or has stopped answering.",
            "Start the server; correct host and port; look whether a VPN or firewall is in the way."),
    UNAUTHENTICATED(
            "JED-756",
            "A Spark server does not accept the token.",
            "Make a new token, and put it where the old one was."),
    OLD_SERVER(
            "JED-757",
            "A Spark server is older than the client.",
            "Set the version of Spark's client in the dependencyManagement of the pom to the server's, or use a newer server."),
    WRONG_CLASS_PATH(
            "JED-758",
            "Spark's remote client is missing, or comes after spark-sql on the class path.",
            "Name framework-spark, or spark-connect-client-jvm, before spark-sql in the pom."),
    JVM_OPTIONS(
            "JED-759",
            "Java was started without an option that Spark's remote client needs.",
            "Add the options that the problem names under 'jvm' in jedro.yml, or to the java command."),
    SESSION_LOST(
            "JED-760",
            "The server does not know the session any more: it was started anew, or the session was idle for too long.",
            "Run again: the next run opens a new session."),
    NO_AMBIENT(
            "JED-761",
            "The provider 'ambient' found no session of a surrounding runtime.",
            "Run inside a Spark runtime, or use another provider."),
    FALL_BACK_REFUSED(
            "JED-762",
            "The server cannot be reached, and an environment marked 'production' may not fall back on this process.",
            "Mend the connection, or remove on_connect_failure."),
    NOT_FOUND(
            "JED-763",
            "Spark does not know a table, schema or column.",
            "Correct the name; names that there are stand beside the problem."),
    OTHER_SESSION(
            "JED-764",
            "Datasets of two Spark sessions meet in one operation.",
            "Make both with the same session, or carry one over in a table."),
    NO_PATH(
            "JED-765",
            "Spark finds nothing at a path; a remote engine does not see this machine's files.",
            "Correct the path, or put the data where the engine can read it."),
    NOT_SERIALIZABLE(
            "JED-766",
            "A function that is sent to Spark holds something that cannot be sent.",
            "Use only values and serializable things inside the lambda."),
    CLASS_MISSING(
            "JED-767",
            "The Spark server lacks a class that a function needs.",
            "Name the jar that has it, so that it is sent with the session."),
    CANCELLED("JED-768", "Work on Spark was cancelled.", "Run again."),
    SPARK_FAILED(
            "JED-769",
            "Spark or Delta refused the work; the problem has its own words.",
            "Look up the name of the error in Spark's or Delta's documentation."),
    BAD_CATALOGS(
            "JED-792",
            "A catalog of this machine has a name that Spark does not take.",
            "Name catalogs with letters, digits and '_'.");

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
