package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.spi.ConfigResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From where and how a project's configuration is loaded. Start with {@link #of} and change what differs.
 *
 * @param source the files
 * @param baseEnv the folder beneath all environments; empty if the files stand in the source itself
 * @param env the environment on top; may be that of the base
 * @param defaultEnv the environment whose folder may be missing, as it is not kept in git
 * @param runtimeParams what {@code --params} gave; lies over the parameters and answers <code>${runtime_params:…}</code>
 * @param merge the sections that are not merged destructively
 * @param sections the names that may be asked for, beyond catalog, parameters, credentials, globals and logging
 * @param variablesEverywhere whether <code>${env:…}</code> may stand outside the credentials
 * @param resolvers known besides those on the class path, before which they count
 * @param variables the environment variables
 * @param given sections made in code, which are not read from files
 */
public record ConfigOptions(
        ConfigSource source,
        String baseEnv,
        String env,
        String defaultEnv,
        ConfigMap runtimeParams,
        Map<String, MergeStrategy> merge,
        Set<String> sections,
        boolean variablesEverywhere,
        List<ConfigResolver> resolvers,
        Map<String, String> variables,
        Map<String, ConfigMap> given) {

    /** The sections that every project has. */
    public static final List<String> SECTIONS = List.of("catalog", "parameters", "credentials", "globals", "logging");

    public ConfigOptions {
        merge = Map.copyOf(merge);
        Set<String> all = new LinkedHashSet<>(SECTIONS);
        all.addAll(sections);
        sections = Collections.unmodifiableSet(all);
        resolvers = List.copyOf(resolvers);
        given = Map.copyOf(given);
    }

    /** Says nothing of parameters and variables, among which there are secrets. */
    @Override
    public String toString() {
        return "ConfigOptions[" + source.shown() + ", " + baseEnv + ", " + env + "]";
    }

    /** {@code base} with {@code local} over it, no runtime parameters, the variables of this process. */
    public static ConfigOptions of(ConfigSource source) {
        return new ConfigOptions(
                source,
                "base",
                "local",
                "local",
                ConfigMap.empty(Place.of("--params")),
                Map.of(),
                Set.of(),
                false,
                List.of(),
                System.getenv(),
                Map.of());
    }

    public ConfigOptions withBaseEnv(String name) {
        return new ConfigOptions(
                source,
                name,
                env,
                defaultEnv,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    public ConfigOptions withEnv(String name) {
        return new ConfigOptions(
                source,
                baseEnv,
                name,
                defaultEnv,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    /** Changes the default, and with it the environment. */
    public ConfigOptions withDefaultEnv(String name) {
        return new ConfigOptions(
                source,
                baseEnv,
                name,
                name,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    public ConfigOptions withRuntimeParams(ConfigMap params) {
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                params,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    public ConfigOptions withMerge(String section, MergeStrategy strategy) {
        Map<String, MergeStrategy> more = new LinkedHashMap<>(merge);
        more.put(section, strategy);
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                runtimeParams,
                more,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    /** Registers a name, for instance {@code spark} for {@code spark.yml}. */
    public ConfigOptions withSection(String name) {
        Set<String> more = new LinkedHashSet<>(sections);
        more.add(name);
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                runtimeParams,
                merge,
                more,
                variablesEverywhere,
                resolvers,
                variables,
                given);
    }

    public ConfigOptions withVariablesEverywhere() {
        return new ConfigOptions(
                source, baseEnv, env, defaultEnv, runtimeParams, merge, sections, true, resolvers, variables, given);
    }

    public ConfigOptions withResolver(ConfigResolver resolver) {
        List<ConfigResolver> more = new ArrayList<>(resolvers);
        more.add(resolver);
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                more,
                variables,
                given);
    }

    /** Replaces the environment variables of this process. */
    public ConfigOptions withVariables(Map<String, String> replaced) {
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                Map.copyOf(replaced),
                given);
    }

    /** Puts a section in by hand; its files are then not read. */
    public ConfigOptions withGiven(String section, ConfigMap content) {
        Map<String, ConfigMap> more = new LinkedHashMap<>(given);
        more.put(section, content);
        return new ConfigOptions(
                source,
                baseEnv,
                env,
                defaultEnv,
                runtimeParams,
                merge,
                sections,
                variablesEverywhere,
                resolvers,
                variables,
                more);
    }
}
