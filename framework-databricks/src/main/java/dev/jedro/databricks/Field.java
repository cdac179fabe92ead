package dev.jedro.databricks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set about a workspace: its key in a profile, and the environment variables that say the same. */
public enum Field {
    HOST("host", Kind.WORKSPACE, "DATABRICKS_HOST"),
    ACCOUNT_ID("account_id", Kind.WORKSPACE, "DATABRICKS_ACCOUNT_ID"),
    WORKSPACE_ID("workspace_id", Kind.WORKSPACE, "DATABRICKS_WORKSPACE_ID"),
    TOKEN("token", Kind.SECRET, "DATABRICKS_TOKEN"),
    CLIENT_ID("client_id", Kind.CREDENTIAL, "DATABRICKS_CLIENT_ID"),
    CLIENT_SECRET("client_secret", Kind.SECRET, "DATABRICKS_CLIENT_SECRET"),
    USERNAME("username", Kind.CREDENTIAL, "DATABRICKS_USERNAME"),
    PASSWORD("password", Kind.SECRET, "DATABRICKS_PASSWORD"),
    OIDC_TOKEN_FILE("oidc_token_filepath", Kind.CREDENTIAL, "DATABRICKS_OIDC_TOKEN_FILEPATH"),
    OIDC_TOKEN_ENV("oidc_token_env", Kind.CREDENTIAL, "DATABRICKS_OIDC_TOKEN_ENV"),
    AZURE_CLIENT_ID("azure_client_id", Kind.SHARED, "ARM_CLIENT_ID"),
    AZURE_CLIENT_SECRET("azure_client_secret", Kind.SHARED_SECRET, "ARM_CLIENT_SECRET"),
    AZURE_TENANT_ID("azure_tenant_id", Kind.SHARED, "ARM_TENANT_ID"),
    AZURE_USE_MSI("azure_use_msi", Kind.SHARED, "ARM_USE_MSI"),
    AZURE_ENVIRONMENT("azure_environment", Kind.OTHER, "ARM_ENVIRONMENT"),
    AZURE_RESOURCE_ID("azure_workspace_resource_id", Kind.OTHER, "DATABRICKS_AZURE_RESOURCE_ID"),
    GOOGLE_SERVICE_ACCOUNT("google_service_account", Kind.CREDENTIAL, "DATABRICKS_GOOGLE_SERVICE_ACCOUNT"),
    GOOGLE_CREDENTIALS("google_credentials", Kind.SHARED_SECRET, "GOOGLE_CREDENTIALS"),
    GITHUB_REQUEST_URL("actions_id_token_request_url", Kind.OTHER, "ACTIONS_ID_TOKEN_REQUEST_URL"),
    GITHUB_REQUEST_TOKEN("actions_id_token_request_token", Kind.OTHER_SECRET, "ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
    TOKEN_AUDIENCE("token_audience", Kind.OTHER, "TOKEN_AUDIENCE"),
    SCOPES("scopes", Kind.OTHER),
    REDIRECT_URL("redirect_url", Kind.OTHER, "DATABRICKS_REDIRECT_URL"),
    DISCOVERY_URL("discovery_url", Kind.OTHER, "DATABRICKS_DISCOVERY_URL"),
    AUTH_TYPE("auth_type", Kind.METHOD, "DATABRICKS_AUTH_TYPE"),
    CLI_PATH("databricks_cli_path", Kind.OTHER, "DATABRICKS_CLI_PATH"),
    CLUSTER_ID("cluster_id", Kind.COMPUTE, "DATABRICKS_CLUSTER_ID", "SPARK_CONNECT_CLUSTER_ID"),
    SERVERLESS("serverless_compute_id", Kind.COMPUTE, "DATABRICKS_SERVERLESS_COMPUTE_ID"),
    WAREHOUSE_ID("warehouse_id", Kind.OTHER, "DATABRICKS_WAREHOUSE_ID"),
    HTTP_TIMEOUT("http_timeout_seconds", Kind.OTHER, "DATABRICKS_HTTP_TIMEOUT_SECONDS"),
    BROWSER_TIMEOUT("oauth_browser_auth_timeout", Kind.OTHER, "DATABRICKS_OAUTH_BROWSER_AUTH_TIMEOUT");

    /** What part a field plays where sources are weighed against each other. */
    enum Kind {
        /** Names the workspace. */
        WORKSPACE,
        /** Logs in. */
        CREDENTIAL,
        /** Logs in, and must not be shown. */
        SECRET,
        /** Logs in, but its variable may be there for another program's sake: it counts only if nothing else logs in. */
        SHARED,
        /** As {@link #SHARED}, and must not be shown. */
        SHARED_SECRET,
        /** Chooses among credentials. */
        METHOD,
        /** Where Spark runs. */
        COMPUTE,
        OTHER,
        OTHER_SECRET
    }

    private final String key;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> variables;

    Field(String key, Kind kind, String... variables) {
        this.key = key;
        this.kind = kind;
        this.variables = List.of(variables);
    }

    /** As written in {@code .databrickscfg}. */
    public String key() {
        return key;
    }

    /** The environment variables, the first counts; may be empty. */
    public List<String> variables() {
        return variables;
    }

    /** Whether its value must not be shown. */
    public boolean secret() {
        return kind == Kind.SECRET || kind == Kind.SHARED_SECRET || kind == Kind.OTHER_SECRET;
    }

    boolean logsIn() {
        return switch (kind) {
            case CREDENTIAL, SECRET, SHARED, SHARED_SECRET -> true;
            default -> false;
        };
    }

    /** Whether its variable may be there for another program's sake. */
    boolean shared() {
        return kind == Kind.SHARED || kind == Kind.SHARED_SECRET;
    }

    Kind kind() {
        return kind;
    }

    /** The field that a profile's key or an environment variable names, whatever its case. */
    public static Optional<Field> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.key.equalsIgnoreCase(name)
                        || field.variables.stream().anyMatch(variable -> variable.equalsIgnoreCase(name)))
                .findFirst();
    }

    static Optional<Field> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Field::key).toList();
    }
}
