package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Order;
import dev.jedro.mlflow.search.Search;
import dev.jedro.mlflow.search.Vocabulary;
import dev.jedro.problem.JedroException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds runs. Only what is compared is read of all of them; the rest only of those on the page. */
final class RunSearch {
    private static final Logger LOG = LoggerFactory.getLogger(RunSearch.class);
    private static final int MOST = 50_000;

    private final FileTrackingStore store;
    private final RunQuery query;
    private final Search search;

    /** @param keys the values to sort by */
    private record Found(RunFolder folder, Run.Info info, List<List<? extends Comparable<?>>> keys) {}

    RunSearch(FileTrackingStore store, RunQuery query) {
        Page.checkSize(query.most(), MOST);
        this.store = store;
        this.query = query;
        this.search = Search.of(Vocabulary.RUNS, query.filter(), query.orderBy());
    }

    Page<Run> page() {
        Page<Found> page = Page.of(all(), query.most(), query.page());
        List<Run> runs = page.items().parallelStream()
                .map(run -> whole(run))
                .flatMap(Optional::stream)
                .toList();
        return new Page<>(runs, page.next());
    }

    List<Run.Info> infos() {
        return all().stream().map(Found::info).toList();
    }

    private List<Found> all() {
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
        found.sort(order());
        return found;
    }

    private @Nullable Found found(RunFolder folder) {
        try {
            Optional<Run.Info> info = folder.info();
            if (info.isEmpty() || !query.view().shows(info.get().stage()) || !search.matches(folder)) {
                return null;
            }
            List<List<? extends Comparable<?>>> keys = new ArrayList<>();
            for (Order order : search.orders()) {
                keys.add(folder.of(order.field()));
            }
            return new Found(folder, info.get(), keys);
        } catch (JedroException e) {
            LOG.warn("A run is left out.\n{}", e.getMessage());
            return null;
        }
    }

    private static Optional<Run> whole(Found found) {
        try {
            return Optional.of(found.folder().run(found.info()));
        } catch (JedroException e) {
            LOG.warn("A run is left out.\n{}", e.getMessage());
            return Optional.empty();
        }
    }

    private Comparator<Found> order() {
        Comparator<Found> order = Comparator.comparingLong(
                        (Found run) -> run.info().started())
                .reversed()
                .thenComparing(run -> run.info().id());
        List<Order> orders = search.orders();
        for (int i = orders.size() - 1; i >= 0; i--) {
            int column = i;
            order = Comparator.comparing(
                            (Found run) -> run.keys().get(column), orders.get(i).comparator())
                    .thenComparing(order);
        }
        return order;
    }
}
