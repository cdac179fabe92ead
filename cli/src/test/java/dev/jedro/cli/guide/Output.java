package dev.jedro.cli.guide;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares what a command printed with what a page shows. A line {@code …} of the page stands for any lines, or none. */
final class Output {
    private static final String LEFT_OUT = "…";

    /** What differs from run to run, and what it is compared as. Nothing else may differ. */
    private static final Map<Pattern, String> VOLATILE = new LinkedHashMap<>();

    static {
        VOLATILE.put(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d\\.\\d{3}Z"), "<version>");
        VOLATILE.put(Pattern.compile("^\\d\\d:\\d\\d:\\d\\d "), "<time> ");
        VOLATILE.put(Pattern.compile(" +\\d+(\\.\\d+)? (ms|s|sec|min)\\b"), " <duration>");
        VOLATILE.put(Pattern.compile("\\s+$"), "");
    }

    private Output() {}

    static boolean matches(List<String> shown, List<String> printed) {
        return matchesLines(stable(shown), stable(printed));
    }

    static List<String> stable(List<String> lines) {
        return lines.stream().map(Output::stable).toList();
    }

    private static String stable(String line) {
        String stable = line;
        for (Map.Entry<Pattern, String> rule : VOLATILE.entrySet()) {
            stable = rule.getKey().matcher(stable).replaceAll(rule.getValue());
        }
        return stable;
    }

    private static boolean matchesLines(List<String> shown, List<String> printed) {
        List<List<String>> parts = parts(shown);
        List<String> first = parts.get(0);
        if (parts.size() == 1) {
            return first.equals(printed);
        }
        List<String> last = parts.get(parts.size() - 1);
        if (printed.size() < first.size() + last.size()
                || !printed.subList(0, first.size()).equals(first)) {
            return false;
        }
        int end = printed.size() - last.size();
        if (!printed.subList(end, printed.size()).equals(last)) {
            return false;
        }
        List<String> rest = printed.subList(first.size(), end);
        for (List<String> part : parts.subList(1, parts.size() - 1)) {
            int at = Collections.indexOfSubList(rest, part);
            if (at < 0) {
                return false;
            }
            rest = rest.subList(at + part.size(), rest.size());
        }
        return true;
    }

    /** The lines between what is left out; with n lines {@code …} there are n + 1 parts. */
    private static List<List<String>> parts(List<String> shown) {
        List<List<String>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        for (String line : shown) {
            if (line.equals(LEFT_OUT)) {
                parts.add(new ArrayList<>());
            } else {
                parts.get(parts.size() - 1).add(line);
            }
        }
        return parts;
    }
}
