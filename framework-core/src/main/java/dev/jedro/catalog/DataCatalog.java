package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetType;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All datasets that the configuration defines, by name or by pattern. Immutable and thread-safe; nothing is looked up, bound or opened before somebody asks
 * for it. A run works with an {@link OpenCatalog}.
 */
public final class DataCatalog {
    /** The fix of whatever is missing that a node may make; who knows the node says more. */
    public static final String MAKE_IT = "run the node that makes it";

    /** What is said of a generic type without its arguments. */
    private static final String NO_LAMBDA =
            "write a method reference instead of a lambda, which does not keep what stands in < >, or name the type's arguments";

    /** What to do about a dataset that has nothing to confirm. */
    static final String CONFIRM_NOTHING =
            "remove 'confirms' from the node, or use a dataset that remembers: Partitioned with 'incremental: true'";

    private final Map<String, DatasetDefinition> entries;
    private final Set<String> refused;
    private final List<NamePattern> patterns;
    private final Credentials credentials;
    private final DatasetTypes types;
    private final Map<String, Optional<DatasetDefinition>> found = new ConcurrentHashMap<>();
    private final Map<String, Outcome> bound = new ConcurrentHashMap<>();

    private record Outcome(Optional<BoundDataset> dataset, List<Problem> problems) {
        static final Outcome IN_MEMORY = new Outcome(Optional.empty(), List.of());

        boolean hasErrors() {
            return !problems.isEmpty() && problems.stream().anyMatch(Problem::isError);
        }
    }

    private DataCatalog(CatalogReader read, Credentials credentials, DatasetTypes types) {
        this.entries = Collections.unmodifiableMap(read.entries());
        this.refused = Set.copyOf(read.refused());
        this.patterns = List.copyOf(read.patterns());
        this.credentials = credentials;
        this.types = types;
    }

    /**
     * Reads the configuration's catalog: entries need a type, patterns need to make sense, and the credentials that are named need to exist. Types and options are
     * looked at later, by {@link #check}, or when a dataset is used.
     *
     * @param catalog the entries; those whose name begins with an underscore are passed over
     * @param credentials by name
     * @param into receives all problems; entries that have one are left out
     */
    public static DataCatalog of(ConfigMap catalog, ConfigMap credentials, DatasetTypes types, Problems into) {
        Credentials known = new Credentials(credentials);
        return new DataCatalog(new CatalogReader(known, name -> Optional.empty(), into).read(catalog), known, types);
    }

    /** As {@link #of(ConfigMap, ConfigMap, DatasetTypes, Problems)}, for a configuration that also knows which entries an environment replaces. */
    public static DataCatalog of(ProjectConfig config, DatasetTypes types, Problems into) {
        Credentials known = new Credentials(config.credentials());
        CatalogReader reader = new CatalogReader(known, name -> config.replaced("catalog", name), into);
        return new DataCatalog(reader.read(config.catalog()), known, types);
    }

    /** The names that have an entry of their own, in file order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** The patterns in the order in which they are tried. */
    public List<NamePattern> patterns() {
        return patterns;
    }

    /** The names of the credentials that an entry or pattern refers to, sorted. */
    public SortedSet<String> credentialNames() {
        SortedSet<String> names = new TreeSet<>();
        entries.values().forEach(entry -> names.addAll(Credentials.names(entry.entry())));
        patterns.forEach(pattern -> names.addAll(Credentials.names(pattern.body())));
        return names;
    }

    /** What the catalog says about a name: its own entry or else the first pattern that matches. Empty means that it is kept in memory. */
    public Optional<DatasetDefinition> find(String name) {
        DatasetDefinition entry = entries.get(name);
        return entry != null ? Optional.of(entry) : found.computeIfAbsent(name, this::byPattern);
    }

    private Optional<DatasetDefinition> byPattern(String name) {
        for (NamePattern pattern : patterns) {
            Optional<ConfigMap> filled = pattern.match(name);
            if (filled.isPresent()) {
                return filled.map(
                        entry -> DatasetDefinition.of(name, pattern.place(), Optional.of(pattern.text()), entry));
            }
        }
        return Optional.empty();
    }

    /** Whether the configuration has something for this name that is wrong, and told as such: what follows from that need not be told as well. */
    public boolean isBroken(String name) {
        return refused.contains(name) || bind(name).hasErrors();
    }

    /** Whether data saved under this name outlives the run. False for names that nobody defines. */
    public boolean persists(String name) {
        return bind(name).dataset().map(dataset -> dataset.type().persistent()).orElse(false);
    }

    /** The Java type that fits a dataset where nothing is known of its nodes; {@code Object} if its type has none, if its entry is wrong, or if nobody defines it. */
    public Type defaultType(String name) {
        return bind(name)
                .dataset()
                .<Type>map(dataset -> dataset.type().defaultType(dataset.options()))
                .orElse(Object.class);
    }

    /** Checks types and options of all entries, and of the names that patterns are to match. */
    public List<Problem> check(Collection<String> patternNames) {
        List<Problem> problems = new ArrayList<>();
        names().forEach(name -> problems.addAll(check(name)));
        patternNames.stream()
                .filter(name -> !entries.containsKey(name))
                .distinct()
                .forEach(name -> problems.addAll(check(name)));
        return problems.stream().distinct().toList();
    }

    /** Checks type and options of one dataset; no problem if nobody defines it. */
    public List<Problem> check(String name) {
        return bind(name).problems();
    }

    /**
     * Whether a node can load a dataset as a Java type.
     *
     * @param place where the node wants it
     * @return empty if it can, or if the dataset has problems of its own, which {@link #check} tells
     */
    public Optional<Problem> checkLoad(String name, Type type, Place place) {
        return bind(name)
                .dataset()
                .flatMap(dataset -> BrokenTypes.told(
                        dataset,
                        place,
                        () -> dataset.type().canLoad(dataset.options(), type)
                                ? mistake(dataset, type, place)
                                : Optional.of(mismatch(
                                        dataset,
                                        type,
                                        "loaded as",
                                        "declare the node's parameter as one of these",
                                        place))));
    }

    /** Whether a node can save a Java type to a dataset; see {@link #checkLoad}. */
    public Optional<Problem> checkSave(String name, Type type, Place place) {
        return bind(name)
                .dataset()
                .flatMap(dataset -> BrokenTypes.told(
                        dataset,
                        place,
                        () -> dataset.type().canSave(dataset.options(), type)
                                ? mistake(dataset, type, place).or(() -> unsavable(dataset, type, place))
                                : Optional.of(mismatch(
                                        dataset, type, "saved from", "let the node return one of these", place))));
    }

    /** Whether a node can save a stream to a dataset piece by piece. */
    public boolean canAppend(String name, Type chunk) {
        return bind(name).dataset().filter(dataset -> canAppend(dataset, chunk)).isPresent();
    }

    private static boolean canAppend(BoundDataset dataset, Type chunk) {
        return ((DatasetType<?>) dataset.type()) instanceof FileDatasetType<?> files
                && canAppend(files, dataset.options(), chunk);
    }

    private static <O> boolean canAppend(FileDatasetType<O> files, Object options, Type chunk) {
        return files.canAppend(files.options().cast(options), chunk);
    }

    /** What is wrong with the chunks that a node saves to a dataset piece by piece, where {@link #canAppend} holds. */
    public Optional<Problem> checkAppend(String name, Type chunk, Place place) {
        return bind(name)
                .dataset()
                .flatMap(dataset -> BrokenTypes.told(dataset, place, () -> unsavable(dataset, chunk, place)));
    }

    private static Optional<Problem> unsavable(BoundDataset dataset, Type type, Place place) {
        return placed(dataset, dataset.type().unsavable(dataset.options(), type), place);
    }

    private static Optional<Problem> mistake(BoundDataset dataset, Type type, Place place) {
        return placed(dataset, dataset.type().mistake(dataset.options(), type), place);
    }

    private static Optional<Problem> placed(BoundDataset dataset, Optional<Problem> problem, Place place) {
        return problem.map(known -> dataset.definition()
                .named(known)
                .at(place)
                .at(dataset.definition().place()));
    }

    /**
     * Whether a node can write a dataset, whatever its Java type.
     *
     * @param place of the node
     * @return empty if it can, or if the dataset has problems of its own, which {@link #check} tells
     */
    public Optional<Problem> checkWrite(String name, Place place) {
        return bind(name)
                .dataset()
                .flatMap(dataset -> dataset.type()
                        .readOnly(dataset.options())
                        .map(fix -> Problem.error(
                                        CatalogCode.READ_ONLY,
                                        "Dataset '" + name + "' ("
                                                + dataset.type().name() + ") is written by a node, but is read-only")
                                .at(place)
                                .at(dataset.definition().place())
                                .fix(fix)));
    }

    /**
     * Whether a node can confirm a dataset.
     *
     * @param place of the node
     * @return empty if it can, or if the dataset has problems of its own, which {@link #check} tells
     */
    public Optional<Problem> checkConfirm(String name, Place place) {
        Optional<BoundDataset> dataset = bind(name).dataset();
        if (isBroken(name) || dataset.filter(DataCatalog::canConfirm).isPresent()) {
            return Optional.empty();
        }
        Problem problem = Problem.error(
                        CatalogCode.NOT_CONFIRMABLE,
                        "Dataset '" + name + "' ("
                                + dataset.map(known -> known.type().name()).orElse("Memory")
                                + ") is confirmed by a node, but has nothing to confirm")
                .at(place);
        Problem placed = dataset.map(known -> problem.at(known.definition().place()))
                .orElse(problem)
                .near(find(name).isPresent() ? List.of() : near(name));
        return Optional.of(placed.fix(CONFIRM_NOTHING));
    }

    private static boolean canConfirm(BoundDataset dataset) {
        return dataset.type().canConfirm(dataset.options());
    }

    private static Problem mismatch(BoundDataset dataset, Type type, String verb, String fix, Place place) {
        DatasetDefinition definition = dataset.definition();
        DatasetType<Object> kind = dataset.type();
        return Problem.error(
                        CatalogCode.WRONG_TYPE,
                        "Dataset '" + definition.name() + "' (" + kind.name() + ") cannot be " + verb + " "
                                + TypeText.of(type) + "; it has " + kind.javaTypes(dataset.options()))
                .at(place)
                .at(definition.place())
                .fix(type instanceof Class<?> raw && raw.getTypeParameters().length > 0 ? NO_LAMBDA : fix)
                .fix("change the type of '" + definition.name() + "' in the catalog");
    }

    /** The bound dataset of a name that the catalog defines. */
    Optional<BoundDataset> bound(String name) {
        Outcome outcome = bind(name);
        if (outcome.hasErrors()) {
            throw new JedroException(
                    outcome.problems().stream().filter(Problem::isError).toList());
        }
        return outcome.dataset();
    }

    /** The bound dataset of a name, whatever else is wrong; empty if that is why there is none, or if nobody defines it. */
    Optional<BoundDataset> sound(String name) {
        return bind(name).dataset();
    }

    private Outcome bind(String name) {
        return bound.computeIfAbsent(name, wanted -> {
            Optional<DatasetDefinition> definition = find(wanted);
            if (definition.isEmpty()) {
                return Outcome.IN_MEMORY;
            }
            Problems problems = new Problems();
            Optional<BoundDataset> dataset = Optional.empty();
            try {
                ConfigMap filled = credentials.fill(wanted, definition.get().entry(), problems);
                dataset = BoundDataset.bind(definition.get(), filled, types, problems);
            } catch (JedroException e) {
                problems.addAll(e.problems());
            }
            return new Outcome(dataset, problems.all());
        });
    }

    /** Names that are near to one that is not there, each with its place. */
    List<String> near(String name) {
        return NearNames.of(name, entries.keySet()).stream()
                .flatMap(near -> find(near).stream())
                .map(near -> near.name() + " (" + near.place() + ")")
                .toList();
    }

    /**
     * Opens the catalog for a run or an interactive session.
     *
     * @throws JedroException if a load version is given for a dataset that is unknown or not versioned, or is no name of a version
     */
    public OpenCatalog open(CatalogSession session) {
        Problems problems = new Problems();
        session.loadVersions().forEach((name, version) -> new LoadVersion(name, version).check(this, problems));
        problems.throwIfErrors();
        return new OpenCatalog(this, session);
    }
}
