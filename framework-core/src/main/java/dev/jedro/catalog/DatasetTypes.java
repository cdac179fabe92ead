package dev.jedro.catalog;

import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.Services;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.InvocationTargetException;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The dataset types that catalogs may name: those on the class path, and any class that is named in full. Thread-safe. */
public final class DatasetTypes {
    private final Map<String, DatasetType<?>> byName = new LinkedHashMap<>();
    private final Map<String, Optional<DatasetType<?>>> byClass = new ConcurrentHashMap<>();

    private DatasetTypes(Iterable<? extends DatasetType<?>> types) {
        for (DatasetType<?> type : types) {
            DatasetType<?> other = byName.put(type.name(), type);
            if (other != null) {
                throw new JedroException(
                        Problem.error(CatalogCode.TWO_TYPES, "Two dataset types are named '" + type.name() + "'")
                                .at(place(other))
                                .at(place(type))
                                .fix("remove one of the two jars from the dependencies in pom.xml"));
            }
        }
        byName.putIfAbsent("Memory", new MemoryType());
    }

    /** The class, and the jar or folder that it comes from. */
    private static Place place(DatasetType<?> type) {
        CodeSource source = type.getClass().getProtectionDomain().getCodeSource();
        return Place.of(type.getClass().getName()
                + (source == null || source.getLocation() == null ? "" : " in " + source.getLocation()));
    }

    /**
     * Those that jars on the class path bring, found once.
     *
     * @throws JedroException if one of them cannot be made, or if two have the same name
     */
    public static DatasetTypes installed() {
        return Installed.FOUND.orThrow();
    }

    /** What a search has found, or why it failed: an exception in a static initialiser would be lost for all but the first who asks. */
    private record Found(
            @Nullable DatasetTypes types, @Nullable JedroException failure) {

        DatasetTypes orThrow() {
            if (types == null) {
                throw new JedroException(Objects.requireNonNull(failure).problems(), failure);
            }
            return types;
        }
    }

    private static final class Installed {
        static final Found FOUND = find();

        private static Found find() {
            try {
                return new Found(installed(DatasetTypes.class.getClassLoader()), null);
            } catch (JedroException e) {
                return new Found(null, e);
            }
        }
    }

    @SuppressWarnings("rawtypes") // ServiceLoader knows classes only
    static DatasetTypes installed(ClassLoader loader) {
        List<DatasetType<?>> types = new ArrayList<>();
        Services.found(DatasetType.class, loader, CatalogCode.NOT_A_TYPE).forEach(types::add);
        return new DatasetTypes(types);
    }

    /** Exactly these, and {@code Memory}; for tests. */
    public static DatasetTypes of(DatasetType<?>... types) {
        return new DatasetTypes(List.of(types));
    }

    /** The names that may be written as {@code type:}, in no particular order. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** The installed type of that name, which is one of {@link #names}. */
    DatasetType<?> type(String name) {
        return Objects.requireNonNull(byName.get(name), name);
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
        } catch (ClassNotFoundException e) {
            into.add(unknown(name, place));
            return Optional.empty();
        } catch (LinkageError e) {
            into.add(broken(name, place, e));
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
        } catch (InvocationTargetException e) {
            into.add(broken(name, place, e.getCause() == null ? e : e.getCause()));
            return Optional.empty();
        } catch (LinkageError e) {
            into.add(broken(name, place, e));
            return Optional.empty();
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

    /** The class is there, but its own code, or that of a class it needs, fails. */
    private static Problem broken(String name, Place place, Throwable thrown) {
        Cause cause = Cause.of(thrown);
        Problem problem = Problem.error(
                        CatalogCode.NOT_A_TYPE, "The dataset type '" + name + "' cannot be made: " + cause.text())
                .at(place);
        return cause.at(problem).fix("correct the class, or add what it needs to pom.xml");
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
