package dev.jedro.problem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A mistake that a user can mend: what is wrong, where, what was perhaps meant, and the fix. Immutable; each {@code with}-like verb
 * returns a copy.
 *
 * @param code its stable name
 * @param severity whether it stops a run
 * @param what one sentence that names the thing and the value; never contains a secret
 * @param where the places involved, the most telling first; may be empty
 * @param near names that exist and were perhaps meant, nearest first; may be empty
 * @param fixes what to do about it, each an imperative sentence; may be empty
 */
public record Problem(
        Code code, Severity severity, String what, List<Place> where, List<String> near, List<String> fixes) {

    /** Where Unicode has pictures of the control characters. */
    private static final int PICTURES = 0x2400;

    private static final int NO_PICTURE = 0xFFFD;

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(what, "what");
        where = List.copyOf(where);
        near = List.copyOf(near);
        fixes = List.copyOf(fixes);
    }

    public static Problem error(Code code, String what) {
        return new Problem(code, Severity.ERROR, what, List.of(), List.of(), List.of());
    }

    public static Problem warning(Code code, String what) {
        return new Problem(code, Severity.WARNING, what, List.of(), List.of(), List.of());
    }

    /** Adds a place, after those already there. */
    public Problem at(Place place) {
        return new Problem(code, severity, what, with(where, place), near, fixes);
    }

    /** Adds names that exist and were perhaps meant, for instance {@code companies (conf/base/catalog.yml:3)}. */
    public Problem near(List<String> names) {
        Set<String> all = new LinkedHashSet<>(near);
        all.addAll(names);
        return new Problem(code, severity, what, where, List.copyOf(all), fixes);
    }

    /** Adds a fix, for instance {@code add 'x' to the catalog}. */
    public Problem fix(String fix) {
        return new Problem(code, severity, what, where, near, with(fixes, fix));
    }

    /** The same with every text of it replaced, for instance by one in which secrets are masked. Places stay as they are. */
    public Problem withTexts(UnaryOperator<String> replaced) {
        return new Problem(
                code,
                severity,
                replaced.apply(what),
                where,
                near.stream().map(replaced).toList(),
                fixes.stream().map(replaced).toList());
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }

    /** The problem as a person reads it, over several lines, without a line end at the end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(code.id()).append("  ");
        if (severity == Severity.WARNING) {
            text.append("warning: ");
        }
        text.append(what.replace("\n", "\n         "));
        where.forEach(place -> text.append("\n         at ").append(place));
        if (!near.isEmpty()) {
            text.append("\n         Near: ").append(String.join(", ", near));
        }
        for (int i = 0; i < fixes.size(); i++) {
            text.append(i == 0 ? "\n         Try:  " : "\n         or:   ")
                    .append(fixes.get(i).replace("\n", "\n               "));
        }
        return visible(text.toString());
    }

    /** Data gets into messages, and what it holds must not move a terminal's cursor or change its colours. */
    private static String visible(String text) {
        if (text.chars().noneMatch(Problem::isControl)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .chars()
                .map(c -> !isControl(c) ? c : c < ' ' ? PICTURES + c : NO_PICTURE)
                .forEach(c -> shown.append((char) c));
        return shown.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
