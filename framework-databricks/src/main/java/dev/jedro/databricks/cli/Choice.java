package dev.jedro.databricks.cli;

import dev.jedro.config.ConfigMap;
import dev.jedro.databricks.DatabricksSettings;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Wishes;
import dev.jedro.problem.Place;
import dev.jedro.spi.CommandContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a workspace and its compute. */
final class Choice {
    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description = "A profile of .databrickscfg; before all variables.")
    @Nullable
    String profile;

    @Option(names = "--host", paramLabel = "URL", description = "The workspace.")
    @Nullable
    String host;

    @Option(names = "--cluster-id", paramLabel = "ID", description = "A cluster: its id, or the address of its page.")
    @Nullable
    String cluster;

    @Option(names = "--warehouse-id", paramLabel = "ID", description = "A SQL warehouse.")
    @Nullable
    String warehouse;

    /** Resolves the settings, without those of the project's spark.yml; from then on their secrets are masked wherever the process says something. */
    DatabricksSettings settings(CommandContext context, Surroundings surroundings) {
        return settings(context, surroundings, new SparkFile(ConfigMap.empty(Place.of("spark.yml"))));
    }

    /** Resolves the settings; from then on their secrets are masked wherever the process says something. */
    DatabricksSettings settings(CommandContext context, Surroundings surroundings, SparkFile file) {
        Wishes wishes = Wishes.none();
        if (profile != null) {
            wishes = wishes.flagProfile(profile, Place.of("--profile"));
        }
        if (host != null) {
            wishes = wishes.flag(Field.HOST, host, Place.of("--host"));
        }
        if (cluster != null) {
            wishes = wishes.flag(Field.CLUSTER_ID, cluster, Place.of("--cluster-id"));
        }
        if (warehouse != null) {
            wishes = wishes.flag(Field.WAREHOUSE_ID, warehouse, Place.of("--warehouse-id"));
        }
        DatabricksSettings settings = DatabricksSettings.resolve(file.over(wishes), surroundings);
        context.hide(settings.mask());
        return settings;
    }
}
