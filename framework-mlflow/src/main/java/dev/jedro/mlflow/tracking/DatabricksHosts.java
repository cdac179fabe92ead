package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.Host;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How Jedro logs in to Databricks for tracking. */
final class DatabricksHosts {
    private DatabricksHosts() {}

    /** @param given what credentials and environment say, by the name of the variable */
    static Host of(Target.Databricks target, Function<String, Optional<String>> given) {
        Optional<String> host = given.apply("DATABRICKS_HOST");
        Optional<String> token = given.apply("DATABRICKS_TOKEN");
        if (target.profile().isEmpty() && host.isPresent() && token.isPresent()) {
            String address = host.get().startsWith("http") ? host.get() : "https://" + host.get();
            return new PlainHost(
                    URI.create(address.replaceAll("/+$", "")), Map.of("Authorization", "Bearer " + token.get()), false);
        }
        throw new JedroException(
                Problem.error(
                                MlflowCode.MISSING_CREDENTIALS,
                                "Nothing says how to log in to '" + target + "' for tracking.")
                        .at(target.origin())
                        .fix(
                                "set DATABRICKS_HOST and DATABRICKS_TOKEN, or name credentials with host and token under server.credentials"));
    }
}
