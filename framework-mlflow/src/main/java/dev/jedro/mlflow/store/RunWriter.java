package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be logged to a run: checked, then written. */
final class RunWriter {
    private final Map<String, StringBuilder> lines;
    private final Map<String, String> params;
    private final Map<String, String> tags;

    private RunWriter(Map<String, StringBuilder> lines, Map<String, String> params, Map<String, String> tags) {
        this.lines = lines;
        this.params = params;
        this.tags = tags;
    }

    /** Finds all that can be wrong without looking at the run. */
    static RunWriter checked(List<Metric> metrics, Map<String, String> params, Map<String, String> tags) {
        Limits.batch("metrics", metrics, Limits.BATCH_METRICS);
        Limits.batch("params", params.keySet(), Limits.BATCH_OTHERS);
        Limits.batch("tags", tags.keySet(), Limits.BATCH_OTHERS);
        int all = metrics.size() + params.size() + tags.size();
        if (all > Limits.BATCH) {
            throw Limits.bad(
                    "batch",
                    "A batch has " + all + " entries; at most " + Limits.BATCH + " are allowed",
                    "send several batches");
        }
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Limits.timestamp("timestamp", metric.timestamp());
            StringBuilder points = lines.get(metric.key());
            if (points == null) {
                points = new StringBuilder();
                lines.put(Limits.key("metric", metric.key()), points);
            }
            MetricLines.write(metric, points);
        }
        Map<String, String> checkedParams = new LinkedHashMap<>();
        params.forEach((key, value) ->
                checkedParams.put(Limits.key("param", key), Limits.value("param", key, value, Limits.PARAMETER)));
        return new RunWriter(lines, checkedParams, checkedTags(tags));
    }

    /** @return a map that may be changed */
    static Map<String, String> checkedTags(Map<String, String> tags) {
        Map<String, String> checked = new LinkedHashMap<>();
        tags.forEach((key, value) -> checked.put(Limits.key("tag", key), Limits.value("tag", key, value, Limits.TAG)));
        return checked;
    }

    static void active(RunFolder run, String id) {
        Optional<Run.Info> info = run.info();
        if (info.isPresent() && info.get().stage() == Lifecycle.DELETED) {
            throw new JedroException(Problem.error(
                            StoreCode.NOT_ACTIVE,
                            "The run " + id + " must be in the 'active' state. Current state is deleted")
                    .at(Place.of("run_id"))
                    .fix("restore it: jedro mlflow runs restore " + id));
        }
    }

    /** To be called by who holds the run. Parameters come first, because they are what can still be refused. */
    void write(RunFolder run, String id) throws IOException {
        active(run, id);
        Problems problems = new Problems();
        Map<String, String> fresh = new LinkedHashMap<>();
        params.forEach((key, value) -> {
            Optional<String> before = run.param(key);
            if (before.isEmpty()) {
                fresh.put(key, value);
            } else if (!before.get().equals(value)) {
                problems.add(changed(id, key, before.get(), value));
            }
        });
        fresh.keySet().forEach(key -> fits(run, RunFolder.PARAMS, key, problems));
        lines.keySet().forEach(key -> fits(run, RunFolder.METRICS, key, problems));
        tags.keySet().forEach(key -> fits(run, RunFolder.TAGS, key, problems));
        problems.throwIfErrors();

        Path folder = run.path();
        for (Map.Entry<String, String> param : fresh.entrySet()) {
            StoreFiles.replace(folder.resolve(RunFolder.PARAMS).resolve(param.getKey()), param.getValue(), folder);
        }
        for (Map.Entry<String, StringBuilder> metric : lines.entrySet()) {
            StoreFiles.append(
                    folder.resolve(RunFolder.METRICS).resolve(metric.getKey()),
                    metric.getValue().toString());
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            StoreFiles.replace(folder.resolve(RunFolder.TAGS).resolve(tag.getKey()), tag.getValue(), folder);
            if (tag.getKey().equals(Runs.RUN_NAME)) {
                MetaFile.change(run.meta(), Map.of("run_name", tag.getValue()));
            }
        }
    }

    /** A key is a path, so 'a' cannot stand beside 'a/b'. */
    private static void fits(RunFolder run, String kind, String key, Problems problems) {
        Path base = run.path().resolve(kind);
        String clash = base.resolve(key).toFile().isDirectory() ? key + "/…" : "";
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            if (base.resolve(key.substring(0, slash)).toFile().isFile()) {
                clash = key.substring(0, slash);
            }
        }
        if (!clash.isEmpty()) {
            problems.add(Problem.error(
                            StoreCode.BAD_VALUE,
                            "Key '" + key + "' cannot stand beside '" + clash + "' in " + kind
                                    + ": in a file store one would be a file and a folder")
                    .at(Place.of(kind))
                    .fix("rename one of them"));
        }
    }

    private static Problem changed(String id, String key, String before, String value) {
        return Problem.error(
                        StoreCode.CHANGED_PARAMETER,
                        "Changing param values is not allowed. Param with key='" + key
                                + "' was already logged with value='" + shown(before) + "' for run ID='" + id
                                + "'. Attempted logging new value '" + shown(value) + "'")
                .at(Place.of("params"))
                .fix("log it under another name")
                .fix("start a new run");
    }

    private static String shown(String value) {
        return value.length() <= 200 ? value : value.substring(0, 197) + "...";
    }
}
