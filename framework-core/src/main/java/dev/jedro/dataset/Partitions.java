package dev.jedro.dataset;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Data in parts, each with a name, read only when it is asked for: what a {@code Partitioned} dataset gives and takes. Names are in alphabetical order; a {@code /} in a name
 * is a folder. Immutable; a part is read anew each time.
 *
 * @param <T> the type of each part
 */
public final class Partitions<T> {
    private final Map<String, Supplier<? extends T>> parts;

    private Partitions(Map<String, ? extends Supplier<? extends T>> parts) {
        this.parts = Collections.unmodifiableMap(new TreeMap<String, Supplier<? extends T>>(parts));
    }

    /** Parts that are there already. */
    public static <T> Partitions<T> of(Map<String, ? extends T> parts) {
        Map<String, Supplier<T>> suppliers = new TreeMap<>();
        parts.forEach((id, part) -> suppliers.put(id, () -> part));
        return new Partitions<>(suppliers);
    }

    /** Parts that are made when somebody reads or saves them, so that not all need to be in memory at a time. */
    public static <T> Partitions<T> lazy(Map<String, ? extends Supplier<? extends T>> parts) {
        return new Partitions<>(parts);
    }

    /** The names of the parts. */
    public Set<String> ids() {
        return parts.keySet();
    }

    public int size() {
        return parts.size();
    }

    /**
     * Reads one part.
     *
     * @throws JedroException if there is none of that name
     */
    public T load(String id) {
        Supplier<? extends T> part = parts.get(id);
        if (part == null) {
            throw new JedroException(Problem.error(DatasetCode.BAD_PARTITION, "There is no partition '" + id + "'")
                    .near(NearNames.of(id, ids()))
                    .fix("choose one of ids()"));
        }
        return part.get();
    }

    /** Reads all parts, one after the other. */
    public void forEach(BiConsumer<String, ? super T> action) {
        parts.forEach((id, part) -> action.accept(id, part.get()));
    }

    /** The same parts, each changed when it is read. */
    public <R> Partitions<R> map(Function<? super T, ? extends R> change) {
        Map<String, Supplier<R>> changed = new TreeMap<>();
        parts.forEach((id, part) -> changed.put(id, () -> change.apply(part.get())));
        return new Partitions<>(changed);
    }

    @Override
    public String toString() {
        return "Partitions" + ids();
    }
}
