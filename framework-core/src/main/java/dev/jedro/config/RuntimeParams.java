package dev.jedro.config;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters and settings given for one run on the command line. */
public final class RuntimeParams {
    private static final String PARAMS = "--params";
    private final String flag;
    private final Problems problems = new Problems();

    private RuntimeParams(String flag) {
        this.flag = flag;
    }

    /**
     * Reads {@code a.b=1,c=x}: the first {@code =} ends the key, a dot in a key goes one map deeper, values are typed as in YAML and may be {@code
     * [1,2]}, <code>{a: 1}</code> or quoted, nothing after the {@code =} is null. The later of two equal keys counts. An empty text gives an
     * empty map.
     *
     * @throws JedroException with everything that is wrong
     */
    public static ConfigMap parse(String text) {
        return parse(text, PARAMS);
    }

    /**
     * The same for another flag, which messages and places name.
     *
     * @throws JedroException with everything that is wrong
     */
    public static ConfigMap parse(String text, String flag) {
        return new RuntimeParams(flag).read(text);
    }

    private ConfigMap read(String text) {
        Place place = Place.of(flag);
        ConfigMap params = ConfigMap.empty(place);
        for (String item : items(text)) {
            int equals = item.indexOf('=');
            String key = equals < 0 ? item.strip() : item.substring(0, equals).strip();
            if (equals < 0) {
                problems.add(mistake("'" + key + "' has no value", key + "=…"));
            } else if (key.isEmpty() || List.of(key.split("\\.", -1)).contains("")) {
                problems.add(mistake(
                        "The key in '" + item.strip() + "' is empty",
                        "key=" + item.substring(equals + 1).strip()));
            } else {
                ConfigMap one = nested(key, YamlFlow.value(item.substring(equals + 1), place));
                params = Merge.soft(params, one, (path, first, second) -> {
                    if (first.raw() instanceof ConfigMap || second.raw() instanceof ConfigMap) {
                        problems.add(
                                mistake("'" + path + "' is given both a value and keys beneath it", path + ".key=…"));
                    }
                });
            }
        }
        problems.throwIfErrors();
        return params;
    }

    private Problem mistake(String what, String example) {
        return Problem.error(ConfigCode.BAD_PARAMS, what)
                .at(Place.of(flag))
                .fix("write " + flag + " \"" + example + "\"");
    }

    private ConfigMap nested(String key, ConfigValue value) {
        Place place = Place.of(flag);
        int dot = key.indexOf('.');
        ConfigValue inner = dot < 0 ? value : nested(key.substring(dot + 1), value);
        Map<String, ConfigEntry> entry = new LinkedHashMap<>();
        entry.put(dot < 0 ? key : key.substring(0, dot), new ConfigEntry(place, inner));
        return new ConfigMap(place, entry);
    }

    /** Splits at commas that stand outside of quotes and brackets. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && i > 0 && "=[{,: ".indexOf(text.charAt(i - 1)) >= 0) {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth <= 0) {
                items.add(text.substring(start, i));
                start = i + 1;
            }
        }
        items.add(text.substring(start));
        items.removeIf(String::isBlank);
        return items;
    }
}
