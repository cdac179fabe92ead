package dev.jedro.databricks;

import dev.jedro.problem.Problem;

/** What to do when a way to log in gives no token. */
final class LoginCures {
    private LoginCures() {}

    /** @param error the word of OAuth for what is wrong; may be empty */
    static Problem add(Problem problem, String login, String error) {
        return switch (login) {
            case LoginMethod.M2M ->
                problem.fix(
                                error.equals("invalid_scope")
                                        ? "remove scopes from the profile, or ask for scopes that the service principal has"
                                        : "compare client_id and client_secret with those of the service principal; a secret may have expired")
                        .fix("see that the service principal belongs to this workspace");
            case LoginMethod.CLI ->
                problem.fix("log in with: databricks auth login")
                        .fix("install the Databricks CLI, or name it with databricks_cli_path");
            case "azure-cli" -> problem.fix("log in with: az login").fix("install the Azure CLI");
            case "external-browser" ->
                problem.fix("do it where a browser can be opened, or use: databricks auth login");
            case LoginMethod.GITHUB, "github-oidc-azure" ->
                problem.fix("give the workflow the permission id-token: write")
                        .fix("make a federation policy for the service principal that names this repository");
            case "azure-msi" -> problem.fix("run on a machine of Azure that has a managed identity");
            case "azure-client-secret" ->
                problem.fix(
                        "compare azure_client_id, azure_client_secret and azure_tenant_id with those of the application");
            default -> problem.fix("compare the profile with Databricks' page on this way to log in");
        };
    }
}
