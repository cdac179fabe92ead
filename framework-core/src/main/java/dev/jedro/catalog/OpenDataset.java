package dev.jedro.catalog;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One dataset of an open catalog: its views, one for each Java type that somebody asked for, and what they share. */
final class OpenDataset implements DatasetContext {
    private final BoundDataset bound;
    private final CatalogSession session;
    private final SharedResources resources;
    private final Failures failures;
    private final @Nullable FileLocation location;
    private final Map<Type, Dataset<Object>> views = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> states = new ConcurrentHashMap<>();
    private final @Nullable MemoryDataset memory;
    private volatile OptionalLong rows = OptionalLong.empty();
    private volatile @Nullable String savedVersion;

    /** @param savedVersions by path, those that the open catalog has saved: two formats of one dataset have one path */
    OpenDataset(
            BoundDataset bound, CatalogSession session, SharedResources resources, Map<Path, String> savedVersions) {
        this.bound = bound;
        this.session = session;
        this.resources = resources;
        this.failures = new Failures(bound.definition(), bound.credentials(), session.projectRoot());
        this.location =
                bound.type() instanceof FileDatasetType<?> format ? location(directory(format), savedVersions) : null;
        this.memory = bound.inMemory() ? new MemoryDataset() : null;
    }

    private <O> boolean loadsElsewhere(FileDatasetType<O> format) {
        return format.loadsElsewhere(format.options().cast(bound.options()));
    }

    private <O> boolean directory(FileDatasetType<O> format) {
        return format.directory(format.options().cast(bound.options()));
    }

    private FileLocation location(boolean directory, Map<Path, String> savedVersions) {
        DatasetDefinition definition = bound.definition();
        Path path = resolve(definition.filepath().orElseThrow());
        return new FileLocation(
                session.projectRoot(),
                path,
                bound.versioned(),
                directory,
                session.saveVersion(),
                session.loadVersions().get(definition.name()),
                savedVersions);
    }

    BoundDataset bound() {
        return bound;
    }

    Object load(Type type) {
        @Nullable Object value;
        try {
            Dataset<Object> view = view(type, bound.type().canLoad(bound.options(), type));
            rows = OptionalLong.empty();
            value = view.load();
            count(value, view);
        } catch (Exception | LinkageError | AssertionError e) {
            throw failures.of(CatalogCode.LOAD_FAILED, "loaded", e);
        }
        if (memory != null && !TypeText.boxed(type).isInstance(value)) {
            throw new JedroException(failures.problem(
                            CatalogCode.WRONG_TYPE,
                            "holds a value of type " + TypeText.of(value.getClass()) + ", but is wanted as "
                                    + TypeText.of(type))
                    .fix("give it a value of type " + TypeText.of(type)));
        }
        if (!TypeText.boxed(type).isInstance(value)) {
            throw new JedroException(BrokenTypes.gave(failures, value, type));
        }
        return value;
    }

    void save(Type type, @Nullable Object value) {
        if (value == null) {
            throw new JedroException(failures.problem(CatalogCode.NULL_VALUE, "cannot be saved: the value is null")
                    .fix("return a value from the node, an empty one if there is nothing"));
        }
        refuseReadOnly();
        try {
            Dataset<Object> view = view(type, bound.type().canSave(bound.options(), type));
            rows = OptionalLong.empty();
            savedVersion = null;
            view.save(value);
            noteOwnVersion();
            count(value, view);
            forgetOthers(view);
        } catch (Exception | LinkageError | AssertionError e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "saved", e);
        }
    }

    private void refuseReadOnly() {
        bound.type().readOnly(bound.options()).ifPresent(fix -> {
            throw new JedroException(failures.problem(CatalogCode.READ_ONLY, "cannot be saved: it is read-only")
                    .fix(fix));
        });
    }

    /** What is versioned by the catalog has the run's version. */
    private void noteOwnVersion() {
        if (location != null && bound.versioned()) {
            savedVersion = session.saveVersion();
        }
    }

    private void count(Object value, Dataset<?> view) {
        if (rows.isEmpty()) {
            rows = value instanceof Collection<?> items ? OptionalLong.of(items.size()) : view.rows();
        }
    }

    /** What other views keep in memory is out of date now. */
    private void forgetOthers(Dataset<Object> current) {
        for (Dataset<Object> view : views.values()) {
            if (view != current) {
                view.release();
            }
        }
    }

    Optional<ChunkWriter> append(Type chunk) {
        refuseReadOnly();
        try {
            Dataset<Object> view = anyView(chunk);
            Dataset<?> plain = view instanceof CachedDataset cached ? cached.inner() : view;
            if (!(plain instanceof FileDataset<?> file)) {
                return Optional.empty();
            }
            rows = OptionalLong.empty();
            savedVersion = null;
            return file.append()
                    .map(writer -> new NamedChunks(writer, failures, () -> {
                        noteOwnVersion();
                        views.values().forEach(Dataset::release);
                    }));
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "saved", e);
        }
    }

    boolean exists() {
        try {
            return anyView(Object.class).exists();
        } catch (Exception e) {
            throw failures.of(CatalogCode.LOAD_FAILED, "looked for", e);
        }
    }

    /** What keeps a load from reading, as far as a look at the disk tells. */
    List<Problem> missing() {
        try {
            if (location != null && bound.type() instanceof FileDatasetType<?> format) {
                if (!loadsElsewhere(format)) {
                    location.toLoad();
                }
                return List.of();
            }
            return bound.type().needs(bound.options()).map(this::resolve).filter(path -> !Files.exists(path)).stream()
                    .map(this::missing)
                    .toList();
        } catch (Exception e) {
            return failures.of(CatalogCode.LOAD_FAILED, "loaded", e).problems();
        }
    }

    private Problem missing(Path path) {
        return ProjectPaths.brokenLink(session.projectRoot(), path)
                .map(problem ->
                        bound.definition().named(problem).at(bound.definition().place()))
                .orElseGet(() -> failures.problem(CatalogCode.NO_DATA, "has no data: there is no '" + shown(path) + "'")
                        .fix("put it there, or correct the path")
                        .fix(DataCatalog.MAKE_IT));
    }

    void confirm() {
        if (!bound.type().canConfirm(bound.options())) {
            throw new JedroException(failures.problem(CatalogCode.NOT_CONFIRMABLE, "has nothing to confirm")
                    .fix(DataCatalog.CONFIRM_NOTHING));
        }
        try {
            bound.type().confirm(bound.options(), this);
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "confirmed", e);
        }
    }

    void release() {
        views.values().forEach(Dataset::release);
        if (memory != null) {
            memory.release();
        }
        if (location != null) {
            location.release();
        }
    }

    List<String> versions() {
        try {
            return location == null || !bound.versioned() ? List.of() : location.versions();
        } catch (Exception e) {
            throw failures.of(CatalogCode.LOAD_FAILED, "looked through", e);
        }
    }

    /** The version that a load reads; empty if there is none or if it is not versioned. */
    Optional<String> versionToLoad() {
        try {
            return location == null ? loadVersion() : location.loadVersion();
        } catch (Exception e) {
            throw failures.of(CatalogCode.LOAD_FAILED, "looked through", e);
        }
    }

    OptionalLong rows() {
        return rows;
    }

    Optional<String> savedVersion() {
        return Optional.ofNullable(savedVersion);
    }

    private Dataset<Object> view(Type type, boolean fits) {
        if (!fits) {
            throw new JedroException(failures.problem(
                            CatalogCode.WRONG_TYPE,
                            "does not deal in " + TypeText.of(type) + "; it has "
                                    + bound.type().javaTypes(bound.options()))
                    .fix("use one of these types in the node"));
        }
        return anyView(type);
    }

    @SuppressWarnings("unchecked") // the view takes and gives what canLoad and canSave said of the type
    private Dataset<Object> anyView(Type type) {
        if (memory != null) {
            return memory;
        }
        return views.computeIfAbsent(type, wanted -> {
            Dataset<Object> view = (Dataset<Object>) bound.type().open(bound.options(), wanted, this);
            return bound.definition().cached() ? new CachedDataset(view) : view;
        });
    }

    @Override
    public String name() {
        return bound.definition().name();
    }

    @Override
    public Place place() {
        return bound.definition().place();
    }

    @Override
    public Path projectRoot() {
        return session.projectRoot();
    }

    @Override
    public Path resolve(String path) {
        return ProjectPaths.resolve(session.projectRoot(), path);
    }

    @Override
    public String shown(Path path) {
        return ProjectPaths.shown(session.projectRoot(), path);
    }

    @Override
    public ConfigMap credentials() {
        return bound.credentials();
    }

    @Override
    public ConfigMap config(String section) {
        return session.config().apply(section);
    }

    @Override
    public <R extends AutoCloseable> R shared(Class<R> kind, Supplier<R> maker) {
        return resources.get(kind, maker);
    }

    @Override
    public <S> S state(Class<S> kind, Supplier<S> maker) {
        return kind.cast(states.computeIfAbsent(kind, wanted -> maker.get()));
    }

    @Override
    public Optional<String> runId() {
        return session.runId();
    }

    @Override
    public void reportRows(long count) {
        rows = OptionalLong.of(count);
    }

    @Override
    public Optional<String> loadVersion() {
        return Optional.ofNullable(session.loadVersions().get(name()));
    }

    @Override
    public void reportVersion(String version) {
        savedVersion = version;
    }

    @Override
    public <O> Dataset<?> fileDataset(FileDatasetType<O> format, O options, Type type) {
        if (location == null) {
            throw new IllegalStateException(bound.type().name() + " is not a type of files");
        }
        return new FileDataset<>(format, options, type, location, this);
    }
}
