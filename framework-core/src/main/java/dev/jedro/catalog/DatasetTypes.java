package dev.jedro.catalog;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spi.DatasetType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The dataset types that catalogs may name: those on the class path, and any class that is named in full. Thread-safe. */
public final class DatasetTypes {
    private final Map<String, DatasetType<?>> byName = new LinkedHashMap<>();
    private final Map<String, Optional<DatasetType<?>>> byClass = new ConcurrentHashMap<>();

    private DatasetTypes(Iterable<? extends DatasetType<?>> types) {
        for (DatasetType<?> type : types) {
            DatasetType<?> other = byName.put(type.name(), type);
            if (other != null) {
                throw new IllegalStateException("two dataset types are named '" + type.name() + "': "
                        + other.getClass().getName() + " and " + type.getClass().getName());
            }
        }
        byName.putIfAbsent("Memory", new MemoryType());
    }

    /** Those that jars on the class path bring, found once. */
    public static DatasetTypes installed() {
        return Installed.TYPES;
    }

    private static final class Installed {
        static final DatasetTypes TYPES = new DatasetTypes(load());

        @SuppressWarnings("rawtypes") // ServiceLoader knows classes only
        private static List<DatasetType<?>> load() {
            ServiceLoader<DatasetType> found =
                    ServiceLoader.load(DatasetType.class, DatasetTypes.class.getClassLoader());
            return found.stream()
                    .<DatasetType<?>>map(ServiceLoader.Provider::get)
                    .toList();
        }
    }

    /** Exactly these, and {@code Memory}; for tests. */
    public static DatasetTypes of(DatasetType<?>... types) {
        return new DatasetTypes(List.of(types));
    }

    /** The names that may be written as {@code type:}, in no particular order. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * The type of that name.
     *
     * @param place where the name is written
     * @param into receives the problem if there is none
     */
    Optional<DatasetType<?>> find(String name, Place place, Problems into) {
        DatasetType<?> known = byName.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<DatasetType<?>> named = byClass.get(name);
        if (named == null) {
            named = byClassName(name, place, into);
            if (named.isPresent()) {
                byClass.put(name, named);
            }
        }
        return named;
    }

    private Optional<DatasetType<?>> byClassName(String name, Place place, Problems into) {
        Class<?> named;
        try {
            named = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            into.add(unknown(name, place));
            return Optional.empty();
        }
        if (!DatasetType.class.isAssignableFrom(named)) {
            into.add(Problem.error(
                            CatalogCode.NOT_A_TYPE,
                            "The class '" + name + "' is not a dataset type: it does not implement DatasetType")
                    .at(place)
                    .fix("let it implement dev.jedro.spi.FileDatasetType, or name another type"));
            return Optional.empty();
        }
        try {
            return Optional.of((DatasetType<?>) named.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            into.add(Problem.error(
                            CatalogCode.NOT_A_TYPE,
                            "The dataset type '" + name
                                    + "' cannot be made: it needs to be public, with a public constructor without arguments")
                    .at(place)
                    .fix("give " + named.getSimpleName() + " such a constructor"));
            return Optional.empty();
        }
    }

    private Problem unknown(String name, Place place) {
        Problem problem = Problem.error(CatalogCode.UNKNOWN_TYPE, "There is no dataset type '" + name + "'")
                .at(place);
        Optional<String> advice = FamiliarTypes.advice(name, byName.keySet());
        if (advice.isPresent()) {
            return problem.fix(advice.get());
        }
        List<String> near = NearNames.of(name, byName.keySet());
        return near.isEmpty()
                ? problem.fix("use one of: "
                        + String.join(", ", byName.keySet().stream().sorted().toList()))
                : problem.near(near).fix("write 'type: " + near.get(0) + "'");
    }
}
