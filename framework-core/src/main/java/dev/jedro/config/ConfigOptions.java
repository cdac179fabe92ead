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
 * @param names of the environments
 * @param runtimeParams what {@code --params} gave; lies over the parameters and answers <code>${runtime_params:…}</code>
 * @param merge the sections that are not merged destructively
 * @param sections the names that may be asked for, beyond catalog, parameters, credentials, globals and logging
 * @param variables what <code>${env:…}</code> reads
 * @param resolvers known besides those on the class path, before which they count
 * @param given sections made in code, which are not read from files
 * @param settings what {@code --set} gave, by section: it lies over every section but the parameters, which have {@code runtimeParams}
 */
public record ConfigOptions(
        ConfigSource source,
        EnvironmentNames names,
        ConfigMap runtimeParams,
        Map<String, MergeStrategy> merge,
        Set<String> sections,
        Variables variables,
        List<ConfigResolver> resolvers,
        Map<String, ConfigMap> given,
        ConfigMap settings) {

    /** The sections that every project has. */
    public static final List<String> SECTIONS = List.of("catalog", "parameters", "credentials", "globals", "logging");

    /**
     * Which folders count.
     *
     * @param base beneath all environments; empty if the files stand in the source itself
     * @param top the environment over it; may be that of the base
     * @param byDefault the one whose folder may be missing, as it is not kept in git
     */
    public record EnvironmentNames(String base, String top, String byDefault) {}

    /**
     * Environment variables.
     *
     * @param values by name
     * @param everywhere whether they may be read outside the credentials
     */
    public record Variables(Map<String, String> values, boolean everywhere) {
        public Variables {
            values = Map.copyOf(values);
        }

        /** How many there are; their values may be secrets. */
        @Override
        public String toString() {
            return "Variables[" + values.size() + "]";
        }
    }

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
        return "ConfigOptions[" + source.shown() + ", " + names.base + ", " + names.top + "]";
    }

    /** {@code base} with {@code local} over it, no runtime parameters, the variables of this process. */
    public static ConfigOptions of(ConfigSource source) {
        return new ConfigOptions(
                source,
                new EnvironmentNames("base", "local", "local"),
                ConfigMap.empty(Place.of("--params")),
                Map.of(),
                Set.of(),
                new Variables(System.getenv(), false),
                List.of(),
                Map.of(),
                ConfigMap.empty(Place.of("--set")));
    }

    /** The environment on top. */
    public String env() {
        return names.top;
    }

    public ConfigOptions withBaseEnv(String name) {
        return with(new EnvironmentNames(name, names.top, names.byDefault));
    }

    public ConfigOptions withEnv(String name) {
        return with(new EnvironmentNames(names.base, name, names.byDefault));
    }

    /** Changes the default, and with it the environment. */
    public ConfigOptions withDefaultEnv(String name) {
        return with(new EnvironmentNames(names.base, name, name));
    }

    private ConfigOptions with(EnvironmentNames changed) {
        return new ConfigOptions(
                source, changed, runtimeParams, merge, sections, variables, resolvers, given, settings);
    }

    public ConfigOptions withRuntimeParams(ConfigMap params) {
        return new ConfigOptions(source, names, params, merge, sections, variables, resolvers, given, settings);
    }

    public ConfigOptions withMerge(String section, MergeStrategy strategy) {
        Map<String, MergeStrategy> more = new LinkedHashMap<>(merge);
        more.put(section, strategy);
        return new ConfigOptions(source, names, runtimeParams, more, sections, variables, resolvers, given, settings);
    }

    /** Registers a name, for instance {@code spark} for {@code spark.yml}. */
    public ConfigOptions withSection(String name) {
        Set<String> more = new LinkedHashSet<>(sections);
        more.add(name);
        return new ConfigOptions(source, names, runtimeParams, merge, more, variables, resolvers, given, settings);
    }

    public ConfigOptions withVariablesEverywhere() {
        return with(new Variables(variables.values, true));
    }

    /** Replaces the environment variables of this process. */
    public ConfigOptions withVariables(Map<String, String> replaced) {
        return with(new Variables(replaced, variables.everywhere));
    }

    private ConfigOptions with(Variables changed) {
        return new ConfigOptions(source, names, runtimeParams, merge, sections, changed, resolvers, given, settings);
    }

    public ConfigOptions withResolver(ConfigResolver resolver) {
        List<ConfigResolver> more = new ArrayList<>(resolvers);
        more.add(resolver);
        return new ConfigOptions(source, names, runtimeParams, merge, sections, variables, more, given, settings);
    }

    /** Puts a section in by hand; its files are then not read. */
    public ConfigOptions withGiven(String section, ConfigMap content) {
        Map<String, ConfigMap> more = new LinkedHashMap<>(given);
        more.put(section, content);
        return new ConfigOptions(source, names, runtimeParams, merge, sections, variables, resolvers, more, settings);
    }

    /** What wins over the files of all sections but the parameters; by section. */
    public ConfigOptions withSettings(ConfigMap newSettings) {
        return new ConfigOptions(
                source, names, runtimeParams, merge, sections, variables, resolvers, given, newSettings);
    }
}
