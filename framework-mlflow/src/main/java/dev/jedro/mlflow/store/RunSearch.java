package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Field;
import dev.jedro.mlflow.search.Order;
import dev.jedro.mlflow.search.Search;
import dev.jedro.mlflow.search.Values;
import dev.jedro.mlflow.search.Vocabulary;
import dev.jedro.problem.JedroException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds runs. Only what is compared is read of all of them; the rest only of those on the page. Even whether a run is deleted, and when it began, which decides between equals, is looked up
 * only as far as the page goes.
 */
final class RunSearch {
    private static final Logger LOG = LoggerFactory.getLogger(RunSearch.class);
    private static final int MOST = 50_000;

    private final FileTrackingStore store;
    private final RunQuery query;
    private final Search search;
    private final Comparator<Found> byKeys;

    /** @param keys the values to sort by */
    private record Found(RunFolder folder, List<List<? extends Comparable<?>>> keys) {}

    private record Shown(Found found, Run.Info info) {}

    RunSearch(FileTrackingStore store, RunQuery query) {
        Page.checkSize(query.most(), MOST);
        this.store = store;
        this.query = query;
        this.search = Search.of(Vocabulary.RUNS, query.filter(), query.orderBy());
        this.byKeys = byKeys(search.orders());
    }

    Page<Run> page() {
        // One more, which tells whether another page follows.
        long needed = (long) Page.offset(query.page()) + query.most() + 1;
        Page<Shown> page = Page.of(first(needed), query.most(), query.page());
        List<Run> runs = page.items().parallelStream()
                .map(run -> whole(run))
                .flatMap(Optional::stream)
                .toList();
        return new Page<>(runs, page.next());
    }

    List<Run.Info> infos() {
        return first(Integer.MAX_VALUE).stream().map(Shown::info).toList();
    }

    /** The first runs of all that are wanted, in order; more than needed where the next ones are their equals. */
    private List<Shown> first(long needed) {
        List<Found> found = found();
        List<Shown> shown = new ArrayList<>();
        for (int from = 0; from < found.size() && shown.size() < needed; ) {
            int to = (int) Math.min(found.size(), from + needed - shown.size());
            while (to < found.size() && byKeys.compare(found.get(to - 1), found.get(to)) == 0) {
                to++;
            }
            List<Shown> next = found.subList(from, to).parallelStream()
                    .map(this::shown)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .collect(Collectors.toCollection(ArrayList::new));
            next.sort(Comparator.comparing(Shown::found, byKeys)
                    .thenComparing(
                            Comparator.comparingLong((Shown run) -> run.info().started())
                                    .reversed())
                    .thenComparing(run -> run.info().id()));
            shown.addAll(next);
            from = to;
        }
        return shown;
    }

    private List<Found> found() {
        List<RunFolder> candidates = new ArrayList<>();
        for (String experiment : query.experimentIds()) {
            candidates.addAll(store.runs().in(store.experiments().folder(experiment)));
        }
        // Most of the time goes into asking the disk, which answers two questions at a time.
        List<Found> found = candidates.parallelStream()
                .map(this::found)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toCollection(ArrayList::new));
        found.sort(byKeys);
        return found;
    }

    private @Nullable Found found(RunFolder folder) {
        Map<Field, List<? extends Comparable<?>>> asked = new HashMap<>();
        Values once = field -> asked.computeIfAbsent(field, folder::of); // what is filtered by is often sorted by too
        try {
            if (!search.matches(once)) {
                return null;
            }
            List<List<? extends Comparable<?>>> keys =
                    new ArrayList<>(search.orders().size());
            for (Order order : search.orders()) {
                keys.add(once.of(order.field()));
            }
            return new Found(folder, keys);
        } catch (JedroException e) {
            LOG.warn("A run is left out.\n{}", e.getMessage());
            return null;
        }
    }

    /** Nothing of a run that is not wanted, or is none: one that is just being made, or was removed. */
    private @Nullable Shown shown(Found found) {
        try {
            return found.folder()
                    .info()
                    .filter(info -> query.view().shows(info.stage()))
                    .map(info -> new Shown(found, info))
                    .orElse(null);
        } catch (JedroException e) {
            LOG.warn("A run is left out.\n{}", e.getMessage());
            return null;
        }
    }

    private static Optional<Run> whole(Shown run) {
        try {
            return Optional.of(run.found().folder().run(run.info()));
        } catch (JedroException e) {
            LOG.warn("A run is left out.\n{}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Comparator<Found> byKeys(List<Order> orders) {
        Comparator<Found> byKeys = Comparator.comparingInt(run -> 0);
        for (int i = 0; i < orders.size(); i++) {
            int column = i;
            byKeys = byKeys.thenComparing(
                    run -> run.keys().get(column), orders.get(i).comparator());
        }
        return byKeys;
    }
}
