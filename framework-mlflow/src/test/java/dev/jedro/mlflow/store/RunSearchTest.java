package dev.jedro.mlflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSearchTest {
    private static final int RUNS = 60;
    private static final double[] VALUES = {1, 2, 3, Double.NaN};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private FileTrackingStore store;

    @BeforeEach
    void open() {
        store = FileTrackingStore.open(folder);
    }

    private Page<Run> page(FileTrackingStore of, View view, String order, int most, String token) {
        return of.runs().search(new RunQuery(List.of("0"), view, "", List.of(order), most, token));
    }

    private List<String> all(FileTrackingStore of, View view, String order, int most) {
        List<String> ids = new ArrayList<>();
        String token = "";
        do {
            Page<Run> page = page(of, view, order, most, token);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(most);
            page.items().forEach(run -> ids.add(run.info().id()));
            token = page.next();
        } while (!token.isEmpty());
        return ids;
    }

    private static int rank(Run run) {
        return run.metrics().isEmpty() ? 2 : Double.isNaN(run.metrics().get(0).value()) ? 1 : 0;
    }

    private static double value(Run run) {
        return rank(run) == 0 ? run.metrics().get(0).value() : 0;
    }

    @Test
    void givesEachRunOnceHoweverManyAreEqualOrDeleted() {
        Random random = new Random(7);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            String id = store.runs()
                    .create("0", "", "", 1 + random.nextInt(3), Map.of())
                    .info()
                    .id();
            int value = random.nextInt(VALUES.length + 1);
            if (value < VALUES.length) {
                store.runs().log(id, List.of(new Metric("m", VALUES[value], 1, 0)), Map.of(), Map.of());
            }
            if (random.nextInt(4) == 0) {
                store.runs().delete(id);
            }
            runs.add(store.runs().get(id));
        }
        Comparator<Run> newest = Comparator.comparingLong(
                        (Run run) -> run.info().started())
                .reversed()
                .thenComparing(run -> run.info().id());

        for (boolean ascending : new boolean[] {true, false}) {
            Comparator<Run> byValue = Comparator.comparingDouble(RunSearchTest::value);
            List<String> expected = runs.stream()
                    .filter(run -> run.info().stage() == Lifecycle.ACTIVE)
                    .sorted(Comparator.comparingInt(RunSearchTest::rank)
                            .thenComparing(ascending ? byValue : byValue.reversed())
                            .thenComparing(newest))
                    .map(run -> run.info().id())
                    .toList();
            for (int most : new int[] {1, 7, RUNS, 1000}) {
                assertThat(all(
                                FileTrackingStore.open(folder),
                                View.ACTIVE_ONLY,
                                "metrics.m " + (ascending ? "ASC" : "DESC"),
                                most))
                        .as("pages of " + most)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void seesWhatAnotherProcessHasWrittenSince() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(store.runs().create("0", "", "", 1, Map.of()).info().id());
            store.runs().log(ids.get(i), List.of(new Metric("m", i, 1, 0)), Map.of(), Map.of());
        }
        FileTrackingStore other = FileTrackingStore.open(folder); // with nothing in common but the files
        assertThat(all(store, View.ACTIVE_ONLY, "metrics.m ASC", 2)).isEqualTo(ids);

        other.runs().log(ids.get(2), List.of(new Metric("m", -1, 2, 1)), Map.of(), Map.of());
        assertThat(all(store, View.ACTIVE_ONLY, "metrics.m ASC", 2))
                .containsExactly(ids.get(2), ids.get(0), ids.get(1));
        other.runs().delete(ids.get(0));
        assertThat(all(store, View.ACTIVE_ONLY, "metrics.m ASC", 2)).containsExactly(ids.get(2), ids.get(1));
        assertThat(all(store, View.DELETED_ONLY, "metrics.m ASC", 2)).containsExactly(ids.get(0));
        other.runs().restore(ids.get(0));
        String added = other.runs().create("0", "", "", 1, Map.of()).info().id();
        assertThat(all(store, View.ACTIVE_ONLY, "metrics.m ASC", 2))
                .containsExactly(ids.get(2), ids.get(0), ids.get(1), added);
    }
}
