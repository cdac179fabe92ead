package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configuration of a project in one environment. The files of a section are read when it is first asked for, its interpolations when their
 * value is. Immutable to the eye and thread-safe.
 *
 * <pre>{@code
 * ProjectConfig config = ProjectConfig.load(ConfigOptions.of(ConfigSource.folder(Path.of("conf"))).withEnv("test"));
 * double size = Binder.bind(config.parameters().at("model_options.test_size").orElseThrow(), double.class);
 * }</pre>
 */
public final class ProjectConfig {
    private final ConfigOptions options;
    private final Resolvers resolvers;
    private final SectionReader reader;
    private final Map<String, ConfigSection> read = new ConcurrentHashMap<>();

    private ProjectConfig(ConfigOptions options, List<String> files, SecretBook secrets) {
        this.options = options;
        this.resolvers = new Resolvers(options, this::globals, secrets);
        this.reader = new SectionReader(options, files, resolvers);
    }

    /**
     * Finds the files, and reads none of them yet.
     *
     * @throws JedroException if the source or an environment does not exist
     */
    public static ProjectConfig load(ConfigOptions options) {
        return load(options, new SecretBook());
    }

    /**
     * As {@link #load(ConfigOptions)}, for a project that is configured more than once.
     *
     * @param secrets notes the secrets of this configuration as well
     */
    public static ProjectConfig load(ConfigOptions options, SecretBook secrets) {
        return new ProjectConfig(options, Environments.files(options), secrets);
    }

    /** The catalog's entries; empty if there are no files. */
    public ConfigMap catalog() {
        return section("catalog");
    }

    /** The parameters, with the runtime parameters over them; empty if there are neither. */
    public ConfigMap parameters() {
        return section("parameters");
    }

    /** The credentials, every scalar a secret; empty if there are no files. */
    public ConfigMap credentials() {
        return section("credentials");
    }

    /** What <code>${globals:…}</code> reads. */
    public ConfigMap globals() {
        return section("globals");
    }

    /**
     * A section by name, for instance {@code spark} of {@code spark.yml}; empty if there are no files.
     *
     * @throws JedroException if its files are wrong, or if nothing registers the name
     */
    public ConfigMap section(String name) {
        return sectionOf(name).merged();
    }

    /** Where a lower environment has an entry that the uppermost one with the same top-level key replaces whole; empty if nothing is replaced. */
    public Optional<Place> replaced(String section, String key) {
        return options.merge().get(section) == MergeStrategy.SOFT
                ? Optional.empty()
                : sectionOf(section).lower(key);
    }

    /** The secrets that have been read or resolved so far. */
    public SecretBook secrets() {
        return resolvers.secrets();
    }

    /** The environment on top. */
    public String env() {
        return options.env();
    }

    public ConfigOptions options() {
        return options;
    }

    /** The names that may be asked for. */
    public List<String> sections() {
        return List.copyOf(options.sections());
    }

    /** The files of a section from the base upwards, as they are shown in messages. */
    public List<String> files(String section) {
        List<String> files = new ArrayList<>();
        SectionReader.environments(options)
                .forEach(env -> reader.files(env, section).forEach(file -> files.add(reader.shown(file))));
        return files;
    }

    /** Every key of a section that holds something else than a map, with its place: for whoever looks for unused ones. Resolves nothing. */
    public Map<String, Place> leaves(String section) {
        return ConfigLeaves.of(section(section));
    }

    /** The keys of a section that the files of any environment write, as in {@link #leaves}: without what was given for this run. */
    public Set<String> written(String section) {
        Set<String> paths = new TreeSet<>();
        sectionOf(section)
                .layers()
                .forEach(layer -> paths.addAll(ConfigLeaves.of(layer.written()).keySet()));
        return paths;
    }

    /**
     * The paths that interpolations anywhere read of the parameters for this run, <code>${runtime_params:…}</code>; see {@link #referenced}.
     */
    public Set<String> referencedRuntimeParams() {
        referenced("parameters");
        return resolvers.references("runtime_params");
    }

    /**
     * The paths in a section that interpolations anywhere in the environment read, also those in values that others hide, sorted: whatever stands at or beneath them is
     * used. Reads and resolves all; what cannot be resolved is passed over.
     */
    public Set<String> referenced(String section) {
        check();
        for (String name : options.sections()) {
            try {
                sectionOf(name).layers().forEach(layer -> ConfigCheck.resolveAll(layer.root()));
            } catch (JedroException unreadable) {
                // told by check
            }
        }
        return resolvers.references(section);
    }

    /** Everything that is wrong in all sections, and warnings of files that belong to none. Reads and resolves all. */
    public List<Problem> check() {
        return new ConfigCheck(this, reader).problems();
    }

    /** Everything that is wrong in some sections. Reads and resolves them. */
    public List<Problem> check(Collection<String> sections) {
        return new ConfigCheck(this, reader).problems(sections);
    }

    /**
     * Why a key has its value.
     *
     * @param key {@code parameters.model_options.test_size}, {@code params:model_options.test_size}, or without a section's name, which is
     *     then looked for in the parameters first
     * @throws JedroException if there is no such key
     */
    public Explanation explain(String key) {
        for (Candidate candidate : candidates(key)) {
            Optional<Explanation> found = explain(candidate.section(), candidate.path());
            if (found.isPresent()) {
                return found.get();
            }
        }
        List<String> known = new ArrayList<>();
        candidates(key)
                .forEach(candidate -> ConfigLeaves.of(section(candidate.section()))
                        .keySet()
                        .forEach(leaf ->
                                known.add(key.equals(candidate.path()) ? leaf : candidate.section() + "." + leaf)));
        throw new JedroException(Problem.error(ConfigCode.UNKNOWN_KEY, "The configuration has no key '" + key + "'")
                .near(NearNames.of(key, known))
                .fix("list what there is with: jedro config show"));
    }

    private record Candidate(String section, String path) {}

    private List<Candidate> candidates(String key) {
        List<Candidate> candidates = new ArrayList<>();
        if (key.startsWith("params:")) {
            return List.of(new Candidate("parameters", key.substring("params:".length())));
        }
        for (String section : options.sections()) {
            if (key.startsWith(section + ".") || key.startsWith(section + ":")) {
                candidates.add(new Candidate(section, key.substring(section.length() + 1)));
            }
        }
        candidates.add(new Candidate("parameters", key));
        options.sections().forEach(section -> candidates.add(new Candidate(section, key)));
        return candidates;
    }

    private Optional<Explanation> explain(String section, String path) {
        ConfigSection found = sectionOf(section);
        ConfigEntry entry = ConfigPath.find(found.merged(), path, Trail.start());
        return Optional.ofNullable(entry)
                .map(counts -> new Explanation(
                        section,
                        path,
                        counts.value(),
                        counts.raw().place(),
                        found.hidden(path, counts),
                        counts.steps()));
    }

    private ConfigSection sectionOf(String name) {
        if (!options.sections().contains(name) && !options.given().containsKey(name)) {
            throw new JedroException(
                    Problem.error(ConfigCode.UNKNOWN_SECTION, "Nothing registers the configuration '" + name + "'")
                            .near(NearNames.of(name, options.sections()))
                            .fix("use one of: " + String.join(", ", options.sections())));
        }
        ConfigSection known = read.get(name);
        return known == null ? read.computeIfAbsent(name, reader::read) : known;
    }
}
