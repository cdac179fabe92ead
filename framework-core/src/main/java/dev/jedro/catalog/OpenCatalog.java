package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The datasets of one run or session, each made when it is first used. Names that the catalog does not define are kept in memory. Thread-safe: different
 * datasets do not wait for each other.
 */
public final class OpenCatalog implements AutoCloseable {
    private static final DatasetType<Object> MEMORY = memory();
    private static final Object MEMORY_OPTIONS = new MemoryType.Options();
    private static final ConfigMap NOWHERE = ConfigMap.empty(Place.of("(in memory)"));
    private final DataCatalog definition;
    private final CatalogSession session;
    private final SharedResources resources;
    private final Map<String, OpenDataset> datasets = new ConcurrentHashMap<>();
    private final Map<Path, String> savedVersions = new ConcurrentHashMap<>();

    OpenCatalog(DataCatalog definition, CatalogSession session) {
        this.definition = definition;
        this.session = session;
        this.resources = session.resources().orElseGet(SharedResources::new);
    }

    /** What the catalog says, as it was before it was opened. */
    public DataCatalog definition() {
        return definition;
    }

    /** The version of everything versioned that is saved. */
    public String saveVersion() {
        return session.saveVersion();
    }

    /**
     * Loads data as a Java type.
     *
     * @throws JedroException if there is none, if it is bad, or if the dataset has no such type
     */
    public Object load(String name, Type type) {
        OpenDataset dataset = dataset(name);
        if (definition.find(name).isEmpty() && !dataset.exists()) {
            throw new JedroException(unknown(name));
        }
        return dataset.load(type);
    }

    /** Loads data as a class, for interactive use and tests. */
    public <T> T load(String name, Class<T> type) {
        Object value = load(name, (Type) type);
        @SuppressWarnings("unchecked") // a dataset gives what it is asked for; cast also boxes
        T typed = (T) TypeText.boxed(type).cast(value);
        return typed;
    }

    private Problem unknown(String name) {
        List<String> inMemory = new ArrayList<>(datasets.keySet());
        inMemory.removeIf(other -> other.equals(name) || definition.names().contains(other));
        return Problem.error(
                        CatalogCode.UNKNOWN_DATASET,
                        "Dataset '" + name + "' is not in the catalog, and nothing was saved to it")
                .near(definition.near(name))
                .near(NearNames.of(name, inMemory))
                .fix("correct the name, add '" + name + "' to the catalog, or run the node that makes it");
    }

    /**
     * Saves data, all of it or, if that fails, nothing.
     *
     * @param type as which the node declares it
     * @throws JedroException if the value is null, or cannot be written
     */
    public void save(String name, Type type, @Nullable Object value) {
        dataset(name).save(type, value);
    }

    /** Puts a value in memory in the place of whatever the catalog defines under this name, for this open catalog only. */
    public void put(String name, Object value) {
        OpenDataset memory = new OpenDataset(inMemory(name), session, resources, savedVersions);
        memory.save(value.getClass(), value);
        datasets.put(name, memory);
    }

    /**
     * Begins to save chunk by chunk.
     *
     * @param chunk the type of each chunk
     * @return empty if this dataset cannot append such chunks
     */
    public Optional<ChunkWriter> append(String name, Type chunk) {
        return dataset(name).append(chunk);
    }

    /** Whether there is something to load. */
    public boolean exists(String name) {
        return dataset(name).exists();
    }

    /**
     * What a load would say, as far as a look at the disk tells: that the file or the version is not there. Never loads, and never asks another machine.
     *
     * @return empty if it is there, or if only a load finds out
     */
    public List<Problem> missing(String name) {
        return dataset(name).missing();
    }

    /** Lets go of what a dataset keeps in memory. Data that is kept only there is gone. */
    public void release(String name) {
        OpenDataset dataset = datasets.get(name);
        if (dataset != null) {
            dataset.release();
        }
    }

    /**
     * Tells a dataset that what was loaded has been worked on.
     *
     * @throws JedroException if it has nothing to confirm
     */
    public void confirm(String name) {
        dataset(name).confirm();
    }

    /** Rows that the last load or save of this dataset moved; empty where unknown. */
    public OptionalLong rows(String name) {
        OpenDataset dataset = datasets.get(name);
        return dataset == null ? OptionalLong.empty() : dataset.rows();
    }

    /** The versions of a dataset, newest first; empty if there are none or if it is not versioned. */
    public List<String> versions(String name) {
        return dataset(name).versions();
    }

    /** The version that a load reads; empty if there is none or if it is not versioned. */
    public Optional<String> loadVersion(String name) {
        return dataset(name).versionToLoad();
    }

    /**
     * The version that the last save of this dataset made: that of the run, or, where data has versions of its own, such as a Delta table's, the one it was given. Empty if nothing was
     * saved, or if it has no versions.
     */
    public Optional<String> savedVersion(String name) {
        OpenDataset dataset = datasets.get(name);
        return dataset == null ? Optional.empty() : dataset.savedVersion();
    }

    /** The name of a dataset's type, for messages; {@code Memory} for names that nobody defines. */
    public String typeName(String name) {
        OpenDataset dataset = datasets.get(name);
        return dataset != null
                ? dataset.bound().type().name()
                : definition.find(name).map(DatasetDefinition::type).orElse("Memory");
    }

    private OpenDataset dataset(String name) {
        OpenDataset open = datasets.get(name);
        return open != null
                ? open
                : datasets.computeIfAbsent(
                        name,
                        wanted -> new OpenDataset(
                                definition.bound(wanted).orElseGet(() -> inMemory(wanted)),
                                session,
                                resources,
                                savedVersions));
    }

    @SuppressWarnings("unchecked") // its options are of its own class
    private static DatasetType<Object> memory() {
        return (DatasetType<Object>) (DatasetType<?>) new MemoryType();
    }

    private static BoundDataset inMemory(String name) {
        return new BoundDataset(
                new DatasetDefinition(name, MEMORY.name(), NOWHERE.place(), Optional.empty(), NOWHERE),
                MEMORY,
                MEMORY_OPTIONS,
                NOWHERE);
    }

    /** Closes what the datasets share, unless it was handed in with the session. */
    @Override
    public void close() {
        if (session.resources().isEmpty()) {
            resources.close();
        }
    }
}
