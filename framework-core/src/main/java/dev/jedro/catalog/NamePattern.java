package dev.jedro.catalog;

import dev.jedro.config.ConfigList;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A dataset factory: an entry whose name has placeholders, such as {@code {namespace}.{name}_csv}. Matching is that of Kedro: a placeholder takes as few
 * characters as it can but at least one, the same placeholder twice stands for the same text, upper and lower case count as the same letter.
 */
public final class NamePattern {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** Most literal characters first, then most placeholders, then by name; the pattern that matches everything comes last. */
    static final Comparator<NamePattern> ORDER = Comparator.comparingInt(NamePattern::literals)
            .thenComparingInt(pattern -> pattern.groups.size())
            .reversed()
            .thenComparing(NamePattern::text);

    private final String text;
    private final ConfigMap body;
    private final Place place;
    private final List<String> groups = new ArrayList<>();
    private final Pattern regex;
    private final String start;
    private final int literals;

    /** @throws JedroException if the name or the body is malformed */
    NamePattern(String text, Place place, ConfigMap body) {
        this.text = text;
        this.place = place;
        this.body = body;
        StringBuilder expression = new StringBuilder();
        Matcher found = PLACEHOLDER.matcher(text);
        int end = 0;
        int literal = 0;
        while (found.find()) {
            expression.append(Pattern.quote(text.substring(end, found.start())));
            literal += found.start() - end;
            int before = groups.indexOf(found.group(1));
            expression.append(
                    before < 0
                            ? "(.+?)"
                            : "\\"
                                    + (groups.subList(0, before).stream()
                                                    .distinct()
                                                    .count()
                                            + 1) + "(?:)");
            groups.add(found.group(1));
            end = found.end();
        }
        expression.append(Pattern.quote(text.substring(end)));
        this.literals = literal + text.length() - end;
        this.regex = Pattern.compile(
                expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        int brace = text.indexOf('{');
        this.start = text.substring(0, Math.max(0, brace));
        checkName();
        checkBody();
    }

    private void checkName() {
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new JedroException(Problem.error(
                            CatalogCode.BAD_PATTERN,
                            "The pattern '" + text + "' has a brace that does not belong to a placeholder")
                    .at(place)
                    .fix("write placeholders as {name}, of letters, digits and '_'"));
        }
    }

    private void checkBody() {
        Set<String> unknown = new LinkedHashSet<>();
        collect(body, unknown);
        groups.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            String names = unknown.stream().map(name -> "{" + name + "}").collect(Collectors.joining(", "));
            throw new JedroException(Problem.error(
                            CatalogCode.BAD_PATTERN,
                            "The pattern '" + text + "' uses " + names + ", which its name does not have")
                    .at(place)
                    .fix("use "
                            + groups.stream()
                                    .distinct()
                                    .map(name -> "{" + name + "}")
                                    .collect(Collectors.joining(", ")) + ", or add " + names + " to the name"));
        }
    }

    private static void collect(ConfigValue value, Set<String> into) {
        if (value instanceof ConfigMap map) {
            map.entries().values().forEach(item -> collect(item, into));
        } else if (value instanceof ConfigList list) {
            list.items().forEach(item -> collect(item, into));
        } else if (value instanceof ConfigScalar scalar && fillable(scalar)) {
            PLACEHOLDER.matcher(scalar.text()).results().forEach(found -> into.add(found.group(1)));
        }
    }

    private static boolean fillable(ConfigScalar scalar) {
        return scalar.value() instanceof String written && written.indexOf('{') >= 0 && !scalar.secret();
    }

    static boolean isPattern(String name) {
        return name.indexOf('{') >= 0;
    }

    /** The name with its placeholders, as written. */
    public String text() {
        return text;
    }

    /** Where it is written. */
    public Place place() {
        return place;
    }

    /** Whether it has no literal characters, so that it matches every name. */
    public boolean catchAll() {
        return literals == 0;
    }

    int literals() {
        return literals;
    }

    ConfigMap body() {
        return body;
    }

    /** The entry for a name, its placeholders filled; empty if the name does not match. */
    Optional<ConfigMap> match(String name) {
        if (!name.regionMatches(true, 0, start, 0, start.length())) {
            return Optional.empty();
        }
        Matcher matched = regex.matcher(name);
        if (!matched.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        int group = 1;
        for (String placeholder : groups) {
            if (!values.containsKey(placeholder)) {
                values.put(placeholder, matched.group(group++));
            }
        }
        return Optional.of((ConfigMap) fill(body, values));
    }

    private static ConfigValue fill(ConfigValue value, Map<String, String> values) {
        if (value instanceof ConfigMap map) {
            return map.map(item -> fill(item, values));
        }
        if (value instanceof ConfigList list) {
            List<ConfigValue> items = list.items();
            List<ConfigValue> filled =
                    items.stream().map(item -> fill(item, values)).toList();
            return filled.equals(items) ? list : ConfigValue.of(filled, list.place());
        }
        return value instanceof ConfigScalar scalar && fillable(scalar)
                ? ConfigValue.of(fill(scalar.text(), values), scalar.place())
                : value;
    }

    /** By hand, because this is done for every name that a pattern matches. Braces around anything else than a placeholder stay. */
    private static String fill(String written, Map<String, String> values) {
        StringBuilder filled = new StringBuilder(written.length() + 32);
        int end = 0;
        int open = written.indexOf('{');
        while (open >= 0) {
            int close = written.indexOf('}', open);
            String value = close < 0 ? null : values.get(written.substring(open + 1, close));
            if (value != null) {
                filled.append(written, end, open).append(value);
                end = close + 1;
            }
            open = written.indexOf('{', Math.max(end, open + 1));
        }
        return filled.append(written, end, written.length()).toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
