package dev.jedro.mlflow.store;

import dev.jedro.mlflow.search.Field;
import dev.jedro.mlflow.search.Values;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run on disk. What was read is kept, and believed as long as its file looks as it did: other processes may write at any time. A search over many runs so
 * asks the disk only for what it compares. Thread-safe.
 */
final class RunFolder implements Values {
    static final String PARAMS = "params";
    static final String METRICS = "metrics";
    static final String TAGS = "tags";
    static final String INPUTS = "inputs";
    static final String OUTPUTS = "outputs";
    static final String ARTIFACTS = "artifacts";

    private static final Latest NOTHING_READ = new Latest(Optional.empty(), 0);

    private final Path path;
    private final File folder;
    private @Nullable Kept<Run.Info> info;
    private final Map<String, Kept<String>> texts = new HashMap<>();
    private final Map<String, Kept<Latest>> latest = new HashMap<>();

    private record Kept<T>(T value, Stamp stamp) {}

    /** @param read how many bytes of the file are accounted for */
    private record Latest(Optional<Metric> point, long read) {}

    RunFolder(Path path) {
        this.path = path;
        this.folder = path.toFile();
    }

    Path path() {
        return path;
    }

    Path meta() {
        return path.resolve(MetaFile.NAME);
    }

    /** @return empty if this is no run, or one that is just being made or was removed */
    synchronized Optional<Run.Info> info() {
        File file = new File(folder, MetaFile.NAME);
        Stamp stamp = Stamp.of(file);
        if (stamp == null) {
            return Optional.empty();
        }
        Kept<Run.Info> kept = info;
        if (kept == null || !kept.stamp().holds(stamp)) {
            try {
                kept = new Kept<>(info(MetaFile.read(file.toPath())), stamp);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw StoreFiles.unreadable(file.toPath(), e);
            }
            info = kept;
        }
        return Optional.of(kept.value());
    }

    private static Run.Info info(MetaFile meta) {
        // MLflow 2 calls it by both names, and MLflow 3 by the first.
        String id = meta.text("run_id").isEmpty() ? meta.needed("run_uuid") : meta.text("run_id");
        return new Run.Info(
                id,
                meta.text("run_name"),
                meta.needed("experiment_id"),
                meta.text("user_id"),
                RunStatus.of(meta),
                meta.number("start_time").orElse(0),
                meta.number("end_time"),
                meta.text("artifact_uri"),
                meta.lifecycle());
    }

    /** The latest point of a metric. */
    synchronized Optional<Metric> metric(String key) {
        File file = new File(new File(folder, METRICS), key);
        Stamp stamp = Stamp.of(file);
        if (stamp == null) {
            return Optional.empty();
        }
        Kept<Latest> kept = latest.get(key);
        if (kept != null && kept.stamp().holds(stamp)) {
            return kept.value().point();
        }
        // Metrics are only ever appended to, so what was read stays.
        Latest before = kept != null && file.length() > kept.value().read() ? kept.value() : NOTHING_READ;
        Metric[] greatest = {before.point().orElse(null)};
        int lines = StoreFiles.reading(
                file.toPath(),
                () -> MetricLines.read(key, StoreFiles.read(file, before.read()), file.toPath(), point -> {
                    if (greatest[0] == null || Metric.LATEST.compare(point, greatest[0]) >= 0) {
                        greatest[0] = point;
                    }
                }));
        Latest now = new Latest(Optional.ofNullable(greatest[0]), before.read() + lines);
        latest.put(key, new Kept<>(now, stamp));
        return now.point();
    }

    Optional<String> param(String key) {
        return text(PARAMS, key);
    }

    Optional<String> tag(String key) {
        return text(TAGS, key);
    }

    private synchronized Optional<String> text(String kind, String key) {
        File file = new File(new File(folder, kind), key);
        Stamp stamp = Stamp.of(file);
        if (stamp == null) {
            return Optional.empty();
        }
        String name = kind + "/" + key;
        Kept<String> kept = texts.get(name);
        if (kept == null || !kept.stamp().holds(stamp)) {
            try {
                kept = new Kept<>(StoreFiles.read(file.toPath()), stamp);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw StoreFiles.unreadable(file.toPath(), e);
            }
            texts.put(name, kept);
        }
        return Optional.of(kept.value());
    }

    /** All points of a metric, in the order in which they were logged. */
    List<Metric> history(String key) {
        File file = new File(new File(folder, METRICS), key);
        List<Metric> points = new ArrayList<>();
        if (file.isFile()) {
            StoreFiles.reading(
                    file.toPath(), () -> MetricLines.read(key, StoreFiles.read(file, 0), file.toPath(), points::add));
        }
        return points;
    }

    Run run(Run.Info known) {
        List<Metric> metrics = new ArrayList<>();
        StoreFiles.keys(path.resolve(METRICS)).forEach(key -> metric(key).ifPresent(metrics::add));
        return new Run(known, metrics, params(), tags(), RunInputs.read(this), RunInputs.outputs(this));
    }

    Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        StoreFiles.keys(path.resolve(PARAMS)).forEach(key -> param(key).ifPresent(value -> params.put(key, value)));
        return params;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        StoreFiles.keys(path.resolve(TAGS)).forEach(key -> tag(key).ifPresent(value -> tags.put(key, value)));
        return tags;
    }

    @Override
    public List<? extends Comparable<?>> of(Field field) {
        return switch (field.kind()) {
            case METRIC -> metric(field.key()).map(Metric::value).map(List::of).orElse(List.of());
            case PARAMETER -> param(field.key()).map(List::of).orElse(List.of());
            case TAG -> tag(field.key()).map(List::of).orElse(List.of());
            case DATASET ->
                RunInputs.read(this).stream()
                        .map(input -> dataset(input, field.key()))
                        .toList();
            case TEXT -> info().map(known -> List.of(text(known, field.key()))).orElse(List.of());
            case NUMBER ->
                info().map(known -> number(known, field.key()))
                        .filter(OptionalLong::isPresent)
                        .map(number -> List.of(number.getAsLong()))
                        .orElse(List.of());
        };
    }

    private static String dataset(DatasetInput input, String key) {
        return switch (key) {
            case "name" -> input.name();
            case "digest" -> input.digest();
            default -> input.tags().getOrDefault("mlflow.data.context", "");
        };
    }

    private static String text(Run.Info info, String key) {
        return switch (key) {
            case "run_id" -> info.id();
            case "run_name" -> info.name();
            case "status" -> info.status().name();
            case "artifact_uri" -> info.artifactUri();
            case "user_id" -> info.user();
            default -> info.experimentId();
        };
    }

    private static OptionalLong number(Run.Info info, String key) {
        return key.equals("end_time") ? info.ended() : OptionalLong.of(info.started());
    }
}
