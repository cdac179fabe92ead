package dev.jedro.duckdb;

import dev.jedro.duckdb.Relation.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a query of one that is too deep for DuckDB, by computing some of those beneath it now. */
final class Flattening {
    private final DuckDb engine;
    private final Map<Query, Query> flat = new HashMap<>();

    Flattening(DuckDb engine) {
        this.engine = engine;
    }

    Query of(Query deep) {
        for (Query each : deep.inOrder()) {
            List<Named> sources = each.sources().stream()
                    .map(source -> Relation.named(source.name(), flat(source.relation())))
                    .toList();
            Query rebuilt = sources.isEmpty() ? each : each.on(sources);
            flat.put(each, rebuilt.depth() < Query.DEEPEST ? rebuilt : engine.stored(rebuilt, each.places()));
        }
        return flat(deep);
    }

    private Relation flat(Relation relation) {
        return new Relation(engine, flat(relation.query()), relation.columns());
    }

    private Query flat(Query query) {
        Query found = flat.get(query);
        if (found == null) {
            throw new IllegalStateException("a query before its sources");
        }
        return found;
    }
}
