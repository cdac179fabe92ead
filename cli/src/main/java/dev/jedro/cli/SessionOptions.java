package dev.jedro.cli;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.RuntimeParams;
import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens the project. */
public final class SessionOptions {
    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENV",
            description = "The configuration's environment; JEDRO_ENV or 'local' if not given.")
    public @Nullable String env;

    @Option(
            names = "--conf-source",
            paramLabel = "PATH",
            description = "Where the configuration is: a folder, a .zip, a .tar.gz or classpath:FOLDER.")
    public @Nullable String confSource;

    @Option(
            names = "--params",
            paramLabel = "KEY=VALUE,...",
            description = "Parameters that win over the files: model.depth=3,seed=7")
    public @Nullable String params;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE,...",
            description = "Settings that win over the other files and the environment: spark.provider=local")
    public List<String> set = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    public ConfigMap params() {
        return params == null ? ConfigMap.empty(Place.of("--params")) : RuntimeParams.parse(params);
    }

    /** By section. */
    public ConfigMap settings() {
        return RuntimeParams.parse(String.join(",", set), "--set");
    }
}
