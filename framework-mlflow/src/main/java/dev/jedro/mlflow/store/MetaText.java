package dev.jedro.mlflow.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The text of a {@code meta.yaml}, which is nearly always a line for each key. SnakeYAML writes the same, but a run writes a dozen of these files, and to start it takes longer than all of them. */
final class MetaText {
    /** Texts that a reader of YAML takes for something else. */
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "none");

    private MetaText() {}

    /** Empty if a value is more than a text, a number, a flag, nothing, or a map of texts. */
    static Optional<String> of(SortedMap<String, @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
            Object value = entry.getValue();
            text.append(entry.getKey()).append(':');
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                for (Map.Entry<?, ?> inner : new TreeMap<>(map).entrySet()) {
                    if (!(inner.getKey() instanceof String key) || !(inner.getValue() instanceof String item)) {
                        return Optional.empty();
                    }
                    text.append("\n  ").append(scalar(key)).append(": ").append(scalar(item));
                }
            } else {
                Optional<String> plain = plain(value);
                if (plain.isEmpty()) {
                    return Optional.empty();
                }
                text.append(' ').append(plain.get());
            }
            text.append('\n');
        }
        return Optional.of(text.toString());
    }

    private static Optional<String> plain(@Nullable Object value) {
        if (value == null) {
            return Optional.of("null");
        }
        if (value instanceof String text) {
            return Optional.of(scalar(text));
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return Optional.of(value.toString());
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return Optional.of("{}");
        }
        return value instanceof List<?> list && list.isEmpty() ? Optional.of("[]") : Optional.empty();
    }

    /**
     * The text with other lines for some keys, as it is otherwise.
     *
     * @param text of which each line is a key and its value
     */
    static Optional<String> changed(String text, Map<String, @Nullable Object> changes) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (String line : text.split("\n")) {
            lines.put(line.substring(0, line.indexOf(':')), line);
        }
        for (Map.Entry<String, @Nullable Object> change : changes.entrySet()) {
            Optional<String> value = plain(change.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            lines.put(change.getKey(), change.getKey() + ": " + value.get());
        }
        List<String> all = new ArrayList<>(lines.values());
        return Optional.of(String.join("\n", all) + "\n");
    }

    /** A text as YAML 1.1 and 1.2 read it back, quoted where one of them might take it for something else. */
    private static String scalar(String text) {
        if (MetaFile.simple(text) && !isNumber(text) && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return text.chars().allMatch(MetaText::isPrinted) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    /** Whether it might be a number or a moment: an id such as {@code 562d96f3} is none, and {@code 12e4} is one. */
    private static boolean isNumber(String text) {
        char first = text.charAt(0);
        return first >= '0'
                && first <= '9'
                && (text.startsWith("0x") || text.chars().skip(2).noneMatch(c -> "abcdf".indexOf(c) >= 0));
    }

    private static boolean isPrinted(int c) {
        return (c >= ' ' && c < 0x7f)
                || (c >= 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029)
                || (c >= 0xe000 && c < 0xfffe && c != 0xfeff);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (c == '\n') {
                escaped.append("\\n");
            } else if (c > 0xffff || isPrinted(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return escaped.append('"').toString();
    }
}
