package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.client.MetricPoint;
import dev.jedro.spi.DatasetContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a dataset has logged in a run that is not tracked: the nodes after it can load it all the same. */
final class UntrackedPoints {
    private final Map<String, List<MetricPoint>> points = new TreeMap<>();

    static UntrackedPoints of(DatasetContext context) {
        return context.state(UntrackedPoints.class, UntrackedPoints::new);
    }

    synchronized void add(List<MetricPoint> added) {
        added.forEach(point ->
                points.computeIfAbsent(point.key(), key -> new ArrayList<>()).add(point));
    }

    synchronized List<MetricPoint> of(String key) {
        return List.copyOf(points.getOrDefault(key, List.of()));
    }

    synchronized List<String> names() {
        return List.copyOf(points.keySet());
    }
}
