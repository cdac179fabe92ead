package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A {@code meta.yaml}. Scalars are kept as they are written: a run id made of digits and one {@code e} is a name, although YAML might take it for a number.
 *
 * @param file for messages
 * @param values by key; those that are null are left out
 * @param maps the values that are maps of text
 */
record MetaFile(Path file, Map<String, Value> values, Map<String, Map<String, String>> maps) {
    static final String NAME = "meta.yaml";

    record Value(String text, int line) {}

    static MetaFile read(Path file) throws IOException {
        String text = StoreFiles.read(file);
        Optional<MetaFile> plain = plain(file, text);
        return plain.isPresent() ? plain.get() : composed(file, text);
    }

    /** What nearly all files are: a line for each key, and nothing that YAML could understand in another way. Ten times as quick as the parser. */
    private static Optional<MetaFile> plain(Path file, String text) {
        Map<String, Value> values = new HashMap<>();
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            start = end < 0 ? text.length() : end + 1;
            number++;
            int colon = line.indexOf(": ");
            if (colon <= 0 || !word(line, 0, colon)) {
                return Optional.empty();
            }
            String value = line.substring(colon + 2);
            if (value.equals("null")) {
                continue;
            }
            boolean quoted =
                    value.length() >= 2 && value.charAt(0) == '\'' && value.indexOf('\'', 1) == value.length() - 1;
            if (quoted) {
                value = value.substring(1, value.length() - 1);
            } else if (value.equals("[]") || value.equals("{}")) {
                continue;
            } else if (!simple(value)) {
                return Optional.empty();
            }
            if (values.put(line.substring(0, colon), new Value(value, number)) != null) {
                return Optional.empty();
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new MetaFile(file, values, Map.of()));
    }

    private static boolean word(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a plain scalar is its own text: no blank, no sign of YAML, and none of its words for nothing. */
    static boolean simple(String value) {
        if (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null")) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '/';
            boolean inside = i > 0 && ("-.%+".indexOf(c) >= 0 || (c == ':' && i < value.length() - 1));
            if (!letter && !inside) {
                return false;
            }
        }
        return true;
    }

    private static MetaFile composed(Path file, String text) {
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            @Nullable Mark mark = e.getProblemMark();
            throw damaged(file, mark == null ? 0 : mark.getLine() + 1, "is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw damaged(file, 0, "is no YAML: " + e.getMessage());
        }
        if (!(root instanceof MappingNode map)) {
            throw damaged(file, 0, text.isBlank() ? "is empty" : "is no map of keys");
        }
        Map<String, Value> values = new HashMap<>();
        Map<String, Map<String, String>> maps = new HashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key = ((ScalarNode) scalar(file, entry.getKeyNode())).getValue();
            Node value = entry.getValueNode();
            if (value instanceof ScalarNode one && !one.getTag().equals(Tag.NULL)) {
                values.put(key, new Value(one.getValue(), one.getStartMark().getLine() + 1));
            } else if (value instanceof MappingNode inner) {
                Map<String, String> texts = new LinkedHashMap<>();
                for (NodeTuple pair : inner.getValue()) {
                    texts.put(
                            ((ScalarNode) scalar(file, pair.getKeyNode())).getValue(),
                            pair.getValueNode() instanceof ScalarNode one ? one.getValue() : "");
                }
                maps.put(key, texts);
            }
        }
        return new MetaFile(file, values, maps);
    }

    private static Node scalar(Path file, Node key) {
        if (key instanceof ScalarNode) {
            return key;
        }
        throw damaged(file, key.getStartMark().getLine() + 1, "has a key that is no text");
    }

    /** @return empty text if the file does not have it */
    String text(String key) {
        Value value = values.get(key);
        return value == null ? "" : value.text();
    }

    /** What a file of this kind always has. */
    String needed(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw damaged(file, 0, "has no '" + key + "'");
        }
        return value.text();
    }

    OptionalLong number(String key) {
        Value value = values.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(value.text()));
        } catch (NumberFormatException e) {
            throw damaged(file, value.line(), "has '" + value.text() + "' as '" + key + "', which is no whole number");
        }
    }

    Lifecycle lifecycle() {
        String stage = text("lifecycle_stage");
        return switch (stage) {
            case "active", "" -> Lifecycle.ACTIVE;
            case "deleted" -> Lifecycle.DELETED;
            default -> throw damaged(file, 0, "has an unknown lifecycle_stage '" + stage + "'");
        };
    }

    Map<String, String> map(String key) {
        return maps.getOrDefault(key, Map.of());
    }

    static JedroException damaged(Path file, int line, String what) {
        return new JedroException(Problem.error(StoreCode.DAMAGED, "'" + file + "' " + what)
                .at(Place.of(file.toString(), line))
                .fix("mend the file")
                .fix("delete the folder '" + file.getParent() + "' if what it holds is not needed"));
    }

    /** Writes a new file with the keys in the order of the alphabet, as MLflow does. */
    static void write(Path file, Map<String, @Nullable Object> values) throws IOException {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>(values);
        write(file, MetaText.of(sorted).orElseGet(() -> dumped(sorted)));
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("'" + file + "' is in no folder");
        }
        StoreFiles.replace(file, text, folder);
    }

    /** For what only a newer MLflow writes. */
    private static String dumped(Map<String, @Nullable Object> values) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        options.setSplitLines(false);
        return new Yaml(options).dump(values);
    }

    /** Changes some values of a file and keeps the others, also those that only a newer MLflow knows. */
    static void change(Path file, Map<String, @Nullable Object> changes) throws IOException {
        String text = StoreFiles.read(file);
        Optional<String> changed = plain(file, text).flatMap(lines -> MetaText.changed(text, changes));
        if (changed.isPresent()) {
            write(file, changed.get());
            return;
        }
        MetaFile before = composed(file, text);
        Map<String, @Nullable Object> values = new TreeMap<>();
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            if (loaded instanceof Map<?, ?> map) {
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
            }
        } catch (YAMLException e) {
            throw damaged(file, 0, "is no YAML: " + e.getMessage());
        }
        // Names that look like numbers or dates stay names.
        before.values().forEach((key, value) -> {
            Object loaded = values.get(key);
            if (loaded != null
                    && !(loaded instanceof Integer)
                    && !(loaded instanceof Long)
                    && !(loaded instanceof Boolean)) {
                values.put(key, value.text());
            }
        });
        values.putAll(changes);
        write(file, values);
    }
}
