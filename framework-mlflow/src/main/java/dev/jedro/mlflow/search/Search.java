package dev.jedro.mlflow.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A filter and an order, understood: {@code metrics.rmse < 1 and params.kind = 'linear'}, by {@code metrics.rmse DESC}. Immutable. */
public final class Search {
    private final List<Condition> conditions;
    private final List<Order> orders;

    private Search(List<Condition> conditions, List<Order> orders) {
        this.conditions = conditions;
        this.orders = orders;
    }

    /**
     * @param filter in MLflow's language; empty matches everything
     * @param orderBy each a field, with {@code ASC} or {@code DESC} if wanted
     * @throws dev.jedro.problem.JedroException for what cannot be understood, with its column
     */
    public static Search of(Vocabulary vocabulary, String filter, List<String> orderBy) {
        List<Order> orders = new ArrayList<>();
        for (String order : orderBy) {
            orders.add(new Parser(vocabulary, new Source("order_by", order)).order());
        }
        return new Search(
                List.copyOf(new Parser(vocabulary, new Source("filter", filter)).filter()), List.copyOf(orders));
    }

    public boolean matches(Values values) {
        return conditions.stream().allMatch(condition -> condition.matches(values));
    }

    /** By what the results are to be sorted, the most important first; may be empty. */
    public List<Order> orders() {
        return orders;
    }

    /** All fields that must be known of an entity to filter and sort it. */
    public Set<Field> fields() {
        return Stream.concat(
                        conditions.stream().map(Condition::field),
                        orders.stream().map(Order::field))
                .collect(Collectors.toUnmodifiableSet());
    }
}
