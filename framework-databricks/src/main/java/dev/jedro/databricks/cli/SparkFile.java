package dev.jedro.databricks.cli;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigOptions;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.databricks.AutoStart;
import dev.jedro.databricks.DatabricksCode;
import dev.jedro.databricks.Field;
import dev.jedro.databricks.Surroundings;
import dev.jedro.databricks.Wishes;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.ProjectFile;
import dev.jedro.spi.CommandContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the project's {@code spark.yml} says of the workspace, in the environment that is chosen. Empty outside a project. */
record SparkFile(ConfigMap written) {
    private static final String SECTION = "spark";
    private static final Map<String, Field> FIELDS =
            Map.of("host", Field.HOST, "token", Field.TOKEN, "cluster_id", Field.CLUSTER_ID);
    private static final List<String> STARTS = List.of("never", "prompt", "always");

    /** @throws JedroException if jedro.yml or spark.yml cannot be read, or there is no such environment */
    static SparkFile of(CommandContext context, Surroundings surroundings) {
        Optional<Path> root = context.root().filter(folder -> Files.exists(folder.resolve(ProjectFile.NAME)));
        if (root.isEmpty()) {
            return new SparkFile(ConfigMap.empty(Place.of("spark.yml")));
        }
        String conf = ProjectFile.read(root.get()).conf();
        ConfigOptions options = ConfigOptions.of(context.confSource()
                        .orElseGet(() -> ConfigSource.folder(root.get().resolve(conf), conf)))
                .withSection(SECTION)
                .withSettings(context.settings())
                .withRuntimeParams(context.params());
        Optional<String> env = context.env()
                .or(() ->
                        Optional.ofNullable(surroundings.env().get("JEDRO_ENV")).filter(name -> !name.isBlank()));
        ProjectConfig config =
                ProjectConfig.load(env.isPresent() ? options.withEnv(env.get()) : options.withDefaultEnv("local"));
        context.hide(config.secrets()::masked);
        return new SparkFile(config.section(SECTION));
    }

    /** Adds what it says: after the environment and {@code .env}, before the profile; what was set on the command line counts as such. */
    Wishes over(Wishes wishes) {
        Wishes more = wishes;
        for (Map.Entry<String, Field> field : FIELDS.entrySet()) {
            Optional<String> value = text(field.getKey());
            if (value.isPresent()) {
                more = add(more, field.getValue(), value.get(), written.keyPlace(field.getKey()));
            }
        }
        if (text("serverless").filter("true"::equals).isPresent()) {
            more = add(more, Field.SERVERLESS, "auto", written.keyPlace("serverless"));
        }
        Optional<String> profile = text("profile");
        return profile.isPresent()
                ? isFlag(written.keyPlace("profile"))
                        ? more.flagProfile(profile.get(), written.keyPlace("profile"))
                        : more.configuredProfile(profile.get(), written.keyPlace("profile"))
                : more;
    }

    private static Wishes add(Wishes wishes, Field field, String value, Place place) {
        return isFlag(place) ? wishes.flag(field, value, place) : wishes.configured(field, value, place);
    }

    private static boolean isFlag(Place place) {
        return place.source().startsWith("--");
    }

    private Optional<String> text(String key) {
        return written.get(key)
                .filter(ConfigScalar.class::isInstance)
                .map(ConfigScalar.class::cast)
                .filter(scalar -> scalar.value() != null)
                .map(ConfigScalar::text);
    }

    Optional<String> provider() {
        return text("provider");
    }

    /** Where the provider is named, in whichever environment, else the section itself; for messages. */
    Place providerPlace() {
        return written.keyPlace("provider");
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** Whether a cluster that stands still may be started: {@code auto_start}, or, if it is not said, only if a person agrees. */
    AutoStart autoStart(boolean person) {
        Optional<String> said = text("auto_start").map(text -> text.toLowerCase(Locale.ROOT));
        if (said.isPresent() && !STARTS.contains(said.get())) {
            throw new JedroException(Problem.error(
                            DatabricksCode.BAD_VALUE,
                            "auto_start is never, prompt or always, not '" + said.get() + "'.")
                    .at(written.keyPlace("auto_start"))
                    .near(NearNames.of(said.get(), STARTS))
                    .fix("write never, prompt or always"));
        }
        AutoStart start = said.map(text -> AutoStart.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(AutoStart.PROMPT);
        return start == AutoStart.PROMPT && !person ? AutoStart.NEVER : start;
    }
}
