package dev.jedro.duckdb;

import dev.jedro.duckdb.Relation.Named;
import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expression of a relation: SQL and what its names stand for. Rendered as one statement in which each query of the graph stands once,
 * however many others use it, and names of one query are not seen by another.
 */
final class Query {
    static final String RESULT = "\"jedro:result\"";

    /** DuckDB binds nested queries on the caller's stack: 200 above each other end a JVM with 1 MB a thread, 100 do not. */
    static final int DEEPEST = 40;

    private final String sql;
    private final List<Named> sources;
    private final @Nullable CallSite site;
    private final int depth;

    @SuppressWarnings("UnusedVariable") // to hold is its use
    private final @Nullable Object held;

    /**
     * @param sql the user's, or that of a source such as {@code from read_csv('a.csv')}
     * @param sources what the names in the SQL stand for; empty for a source
     * @param site where the user wrote it; null for a source
     * @param held what must live as long as this does, for instance a table that is dropped when nothing uses it; may be null
     */
    Query(String sql, List<Named> sources, @Nullable CallSite site, @Nullable Object held) {
        this.sql = sql;
        this.sources = List.copyOf(sources);
        this.site = site;
        this.held = held;
        this.depth = 1
                + this.sources.stream()
                        .mapToInt(source -> source.relation().query().depth)
                        .max()
                        .orElse(0);
    }

    /** How many queries stand above each other. */
    int depth() {
        return depth;
    }

    List<Named> sources() {
        return sources;
    }

    /** The same query on other sources. */
    Query on(List<Named> others) {
        return new Query(sql, others, site, held);
    }

    static Query source(String sql, @Nullable Object held) {
        return new Query(sql, List.of(), null, held);
    }

    private Optional<Place> place() {
        return site == null ? Optional.empty() : site.place();
    }

    /** The places of this query and of those beneath it, the nearest first. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Query query : inOrder()) {
            query.place().filter(place -> !places.contains(place)).ifPresent(place -> places.add(0, place));
        }
        return places;
    }

    /** {@code with} all queries, this one being called {@link #RESULT}; a {@code select} from that is to follow. */
    String with() {
        List<Query> order = inOrder();
        Map<Query, String> names = new HashMap<>();
        StringBuilder text = new StringBuilder("with ");
        for (Query query : order) {
            String name = query.equals(this) ? RESULT : "\"jedro:" + names.size() + '"';
            text.append(names.isEmpty() ? "" : ",\n").append(name).append(" as (");
            query.appendTo(text, names);
            text.append(")");
            names.put(query, name);
        }
        return text.append('\n').toString();
    }

    private void appendTo(StringBuilder text, Map<Query, String> names) {
        if (sources.isEmpty()) {
            text.append(sql);
            return;
        }
        String comma = "with ";
        for (Named source : sources) {
            text.append(comma).append(Sql.name(source.name())).append(" as (from ");
            text.append(names.get(source.relation().query())).append(')');
            comma = ", ";
        }
        text.append(" select * from (\n").append(sql).append("\n)");
    }

    /** Those beneath before those that use them, each once; without recursion, since chains may be long. */
    List<Query> inOrder() {
        List<Query> order = new ArrayList<>();
        Map<Query, Boolean> done = new HashMap<>();
        List<Query> stack = new ArrayList<>(List.of(this));
        while (!stack.isEmpty()) {
            Query query = stack.get(stack.size() - 1);
            Boolean state = done.putIfAbsent(query, false);
            if (state == null) {
                query.sources.forEach(source -> {
                    if (!done.containsKey(source.relation().query())) {
                        stack.add(source.relation().query());
                    }
                });
            } else {
                stack.remove(stack.size() - 1);
                if (!state) {
                    done.put(query, true);
                    order.add(query);
                }
            }
        }
        return order;
    }
}
