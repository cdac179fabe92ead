package dev.jedro.mlflow.tracking;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Wishes;
import dev.jedro.databricks.Workspace;
import dev.jedro.mlflow.client.Host;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A workspace of Databricks. Who logs in, and how, is decided as everywhere else in Jedro; only what the tracking URI and its credentials say goes before. */
final class DatabricksHost implements Host {
    private final Workspace workspace;

    private DatabricksHost(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Decides; nothing is asked over the network.
     *
     * @param named the entry of credentials.yml with keys as a profile has them, or the variables of the same meaning; may be empty
     * @throws dev.jedro.problem.JedroException with everything that is wrong
     */
    static DatabricksHost of(Target.Databricks target, ConfigMap named, Surroundings surroundings, Path root) {
        Wishes wishes = Wishes.none();
        if (target.profile().isPresent()) {
            // The profile is part of the address: a variable for another workspace must not lead the runs astray.
            wishes = wishes.flagProfile(target.profile().get(), target.origin());
        }
        for (String key : named.keys()) {
            Optional<Field> field = Field.named(key);
            if (field.isPresent() && named.get(key).orElse(null) instanceof ConfigScalar value) {
                wishes = wishes.flag(field.get(), value.text(), value.place());
            }
        }
        return new DatabricksHost(Workspace.of(DatabricksSettings.resolve(
                wishes, dev.jedro.databricks.Surroundings.of(surroundings.variables(), Optional.of(root)))));
    }

    @Override
    public URI uri() {
        return workspace.host();
    }

    /** With a token that is good for this request: it is renewed before it ends. */
    @Override
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + workspace.token());
    }

    UnaryOperator<String> mask() {
        return workspace.mask();
    }

    @Override
    public String toString() {
        return workspace.host().toString();
    }
}
