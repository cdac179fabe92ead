package dev.jedro.mlflow.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What other processes do to a store, for tests that start or kill them. */
final class StoreProcess {
    private StoreProcess() {}

    /** {@code logs <store> <run> <name> <points>}, {@code fills <store> <run>} or {@code works <store>}. */
    public static void main(String... arguments) {
        FileTrackingStore store = FileTrackingStore.open(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "logs" -> logs(store, arguments[2], arguments[3], Integer.parseInt(arguments[4]));
            case "fills" -> fills(store, arguments[2]);
            default -> works(store);
        }
    }

    private static void logs(FileTrackingStore store, String run, String name, int points) {
        for (int i = 0; i < points; i++) {
            store.runs().log(run, List.of(new Metric("shared", i, 1, i)), Map.of(name + i, "v"), Map.of("last", name));
            if (i % 10 == 0) {
                store.models()
                        .createVersion("price", new ModelRegistry.NewVersion("s3://m", run, "", "", "", Map.of()));
            }
        }
    }

    /** Until the disk, or what the process may write, is full. */
    private static void fills(FileTrackingStore store, String run) {
        List<Metric> batch = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            batch.add(new Metric("m", i, 1_700_000_000_000L, i));
        }
        while (true) {
            store.runs().log(run, batch, Map.of(), Map.of());
            System.out.println("logged");
        }
    }

    /** All that changes files, for ever. */
    private static void works(FileTrackingStore store) {
        for (int i = 0; ; i++) {
            String id = store.runs()
                    .create("0", "", "", i, Map.of("n", "x".repeat(5000)))
                    .info()
                    .id();
            List<Metric> batch = new ArrayList<>();
            for (int step = 0; step < 500; step++) {
                batch.add(new Metric("m", step, 1_700_000_000_000L, step));
            }
            store.runs().log(id, batch, Map.of("p", "y".repeat(5000)), Map.of());
            store.runs().update(id, Optional.of(RunStatus.FINISHED), OptionalLong.of(i), "renamed");
            store.experiments().tag("0", "last", "z".repeat(4000));
            System.out.println(id);
        }
    }
}
