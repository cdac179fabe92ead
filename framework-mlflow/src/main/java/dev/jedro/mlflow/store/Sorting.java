package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Order;
import dev.jedro.mlflow.search.Values;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sorts what a search found. */
final class Sorting {
    private Sorting() {}

    /** @param last decides between what the orders leave open */
    static <T> Comparator<T> by(List<Order> orders, Function<T, Values> values, Comparator<T> last) {
        Comparator<T> comparator = last;
        for (int i = orders.size() - 1; i >= 0; i--) {
            Order order = orders.get(i);
            comparator = Comparator.comparing((T entity) -> values.apply(entity).of(order.field()), order.comparator())
                    .thenComparing(comparator);
        }
        return comparator;
    }

    /** The only value, or none. */
    static <T extends Comparable<T>> List<T> one(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }
}
