package dev.jedro.databricks;

import dev.jedro.problem.Code;

/** What can be wrong with a profile, a login, or the workspace behind it. */
public enum DatabricksCode implements Code {
    BAD_CONFIG_FILE(
            720, "A .databrickscfg file cannot be read, or a line of it cannot be understood.", "Correct the line."),
    UNKNOWN_KEY(721, "A profile has a key that means nothing, or has one twice.", "Correct or remove the key."),
    UNKNOWN_PROFILE(
            722,
            "There is no profile of that name.",
            "Use one of the profiles that there are, or make it with jedro databricks configure."),
    BAD_VALUE(723, "A setting has a value that cannot be used.", "Correct the value where it is written."),
    NO_WORKSPACE(
            724,
            "No workspace is named anywhere.",
            "Make a profile with jedro databricks configure, or set DATABRICKS_HOST."),
    NO_CREDENTIALS(
            725,
            "There is a workspace, but nothing to log in with.",
            "Make a profile with jedro databricks configure, or set DATABRICKS_TOKEN."),
    MIXED_CREDENTIALS(
            726,
            "Workspace and credentials come from different sources, or there are several kinds of credentials.",
            "Keep one of them."),
    BAD_ENV_FILE(727, "A line of the .env file cannot be understood.", "Write it as NAME=value."),
    BAD_COMPUTE(728, "No compute is chosen, or more than one.", "Choose a cluster, or serverless."),
    CANNOT_WRITE(729, "The .databrickscfg file cannot be written.", "Look at its rights and the free space."),
    UNKNOWN_HOST(
            730,
            "The name of the workspace's host is not known to the network.",
            "Correct the host; look at VPN and DNS."),
    UNREACHABLE(
            731,
            "The workspace's host does not take connections.",
            "Look at the host, the port, VPN, proxy and firewall."),
    TLS_FAILED(
            732,
            "No secure connection to the workspace can be made.",
            "Let the JVM trust the certificate, or correct the host."),
    TOO_SLOW(
            733,
            "The workspace did not answer in time.",
            "Try again; look at the network; raise http_timeout_seconds."),
    CONNECTION_LOST(
            734, "The connection was closed before the answer was there.", "Try again; look at proxies in between."),
    BAD_TOKEN(
            735,
            "The workspace does not accept the credentials: they are wrong, expired or revoked.",
            "Log in anew, with jedro databricks configure or a new token."),
    FORBIDDEN(
            736,
            "The credentials are good, but may not do this.",
            "Ask the workspace's administrator for the right, or use other credentials."),
    NOT_FOUND(
            737,
            "The workspace has no such cluster or warehouse.",
            "Correct the id; it may belong to another workspace."),
    TOO_MANY_REQUESTS(738, "The workspace refuses further requests for now.", "Wait, and run less at once."),
    SERVER_FAILED(
            739,
            "The workspace answered with an error of its own.",
            "Try again later; look at the status page of Databricks."),
    NOT_DATABRICKS(
            740,
            "The answer is not one of Databricks.",
            "Correct the host; look for a proxy or a login page in between."),
    LOGIN_FAILED(
            741,
            "No token could be had with the credentials.",
            "Correct what the problem names; see the guide's table of ways to log in."),
    CLUSTER_STOPPED(
            742,
            "The cluster is not running, and may not be started.",
            "Start it with jedro databricks ping --start always, or write auto_start: always into spark.yml."),
    CLUSTER_FAILED(743, "The cluster did not start.", "Look at its event log in the workspace."),
    VERSIONS_DIFFER(
            744,
            "The cluster's runtime is too old for the client, or of another Scala.",
            "Use a newer runtime, or an older client."),
    ACCESS_MODE(
            745,
            "The cluster's access mode does not allow Spark Connect.",
            "Use the access mode Standard or Dedicated."),
    CLEAR_TEXT(746, "A token would travel without encryption.", "Use https."),
    MISSING_ANSWER(747, "Something must be known that was not given.", "Give the option.");

    private final int number;
    private final String cause;
    private final String cure;

    DatabricksCode(int number, String cause, String cure) {
        this.number = number;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return "JED-" + number;
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
