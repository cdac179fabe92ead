package dev.jedro.mlflow.search;

import dev.jedro.mlflow.search.Field.Kind;
import dev.jedro.problem.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the entities of one kind can be searched by. */
public enum Vocabulary {
    RUNS(
            Set.of(Kind.METRIC, Kind.PARAMETER, Kind.TAG, Kind.DATASET),
            Map.of(
                    "run_id", Kind.TEXT,
                    "run_name", Kind.TEXT,
                    "status", Kind.TEXT,
                    "artifact_uri", Kind.TEXT,
                    "user_id", Kind.TEXT,
                    "experiment_id", Kind.TEXT,
                    "start_time", Kind.NUMBER,
                    "end_time", Kind.NUMBER),
            Map.of("created", "start_time", "run name", "run_name", "start time", "start_time")),
    EXPERIMENTS(
            Set.of(Kind.TAG),
            Map.of(
                    "name", Kind.TEXT,
                    "experiment_id", Kind.TEXT,
                    "creation_time", Kind.NUMBER,
                    "last_update_time", Kind.NUMBER),
            Map.of()),
    MODELS(
            Set.of(Kind.TAG),
            Map.of(
                    "name", Kind.TEXT,
                    "creation_timestamp", Kind.NUMBER,
                    "last_updated_timestamp", Kind.NUMBER),
            Map.of("timestamp", "last_updated_timestamp")),
    MODEL_VERSIONS(
            Set.of(Kind.TAG),
            Map.of(
                    "name", Kind.TEXT,
                    "run_id", Kind.TEXT,
                    "source_path", Kind.TEXT,
                    "version_number", Kind.NUMBER,
                    "creation_timestamp", Kind.NUMBER,
                    "last_updated_timestamp", Kind.NUMBER),
            Map.of("source", "source_path", "version", "version_number")),
    LOGGED_MODELS(
            Set.of(Kind.METRIC, Kind.PARAMETER, Kind.TAG),
            Map.of(
                    "model_id", Kind.TEXT,
                    "name", Kind.TEXT,
                    "model_type", Kind.TEXT,
                    "status", Kind.TEXT,
                    "source_run_id", Kind.TEXT,
                    "creation_timestamp", Kind.NUMBER,
                    "last_updated_timestamp", Kind.NUMBER),
            Map.of("creation_time", "creation_timestamp"));

    private static final Map<String, Kind> PREFIXES = Map.ofEntries(
            Map.entry("metrics", Kind.METRIC),
            Map.entry("metric", Kind.METRIC),
            Map.entry("params", Kind.PARAMETER),
            Map.entry("param", Kind.PARAMETER),
            Map.entry("parameters", Kind.PARAMETER),
            Map.entry("parameter", Kind.PARAMETER),
            Map.entry("tags", Kind.TAG),
            Map.entry("tag", Kind.TAG),
            Map.entry("datasets", Kind.DATASET),
            Map.entry("dataset", Kind.DATASET),
            Map.entry("attributes", Kind.TEXT),
            Map.entry("attribute", Kind.TEXT),
            Map.entry("attr", Kind.TEXT),
            Map.entry("run", Kind.TEXT));
    private static final Set<String> OF_DATASETS = Set.of("name", "digest", "context");

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of and Map.of.
    private final Set<Kind> kinds;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of and Map.of.
    private final Map<String, Kind> attributes;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of and Map.of.
    private final Map<String, String> aliases;

    Vocabulary(Set<Kind> kinds, Map<String, Kind> attributes, Map<String, String> aliases) {
        this.kinds = kinds;
        this.attributes = attributes;
        this.aliases = aliases;
    }

    Field field(Source source, Token token) {
        if (token.kind() != Token.Kind.WORD) {
            throw source.bad(
                    "The name of a field is expected before " + token,
                    token.column(),
                    "begin with " + example() + " …");
        }
        int dot = token.text().indexOf('.');
        String prefix = dot < 0 ? "" : token.text().substring(0, dot).toLowerCase(Locale.ROOT);
        String key = token.text().substring(dot + 1);
        Kind kind = PREFIXES.get(prefix);
        if (dot >= 0 && (kind == null || !(kind == Kind.TEXT || kinds.contains(kind)))) {
            throw unknown(source, token, "'" + token.text().substring(0, dot) + "' is not what can be searched by");
        }
        if (key.isEmpty()) {
            throw source.bad("A name is missing after '" + token.text() + "'", token.column());
        }
        if (kind == null || kind == Kind.TEXT) {
            return attribute(source, token, key);
        }
        if (kind == Kind.DATASET && !OF_DATASETS.contains(key)) {
            throw unknown(source, token, "Datasets have no '" + key + "'");
        }
        return new Field(kind, key);
    }

    private Field attribute(Source source, Token token, String key) {
        String name = key.toLowerCase(Locale.ROOT);
        name = aliases.getOrDefault(name, name);
        Kind kind = attributes.get(name);
        if (kind == null) {
            throw unknown(source, token, "There is no attribute '" + key + "'");
        }
        return new Field(kind, name);
    }

    private RuntimeException unknown(Source source, Token token, String what) {
        List<String> known = new ArrayList<>(attributes.keySet());
        String dotted = token.text();
        List<String> near = new ArrayList<>(NearNames.of(dotted.substring(dotted.indexOf('.') + 1), known));
        int dot = dotted.indexOf('.');
        if (dot > 0) {
            List<String> prefixes = PREFIXES.entrySet().stream()
                    .filter(prefix -> prefix.getKey().endsWith("s"))
                    .filter(prefix -> prefix.getValue() == Kind.TEXT || kinds.contains(prefix.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            NearNames.of(dotted.substring(0, dot), prefixes).forEach(name -> near.add(name + dotted.substring(dot)));
        }
        return source.problem(
                SearchCode.UNKNOWN_FIELD,
                what,
                token.column(),
                near,
                "use one of the attributes "
                        + String.join(", ", known.stream().sorted().toList()),
                "write " + String.join(" or ", prefixesInUse()) + " before a key");
    }

    private List<String> prefixesInUse() {
        return kinds.stream()
                .sorted()
                .map(kind -> new Field(kind, "").toString())
                .toList();
    }

    private String example() {
        return kinds.contains(Kind.METRIC) ? "metrics.rmse" : "name";
    }
}
