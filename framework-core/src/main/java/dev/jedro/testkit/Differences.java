package dev.jedro.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells where two values differ, down to the component of a record in a row of a list, a line each. */
final class Differences {
    private static final int SHOWN = 12;
    private final double tolerance;
    private final List<String> found = new ArrayList<>();

    /** @param tolerance decimals that differ by no more are equal */
    Differences(double tolerance) {
        this.tolerance = tolerance;
    }

    /** @return empty if they are equal; at most a screenful */
    List<String> between(@Nullable Object expected, @Nullable Object actual) {
        compare("", expected, actual);
        if (found.size() <= SHOWN) {
            return found;
        }
        List<String> shown = new ArrayList<>(found.subList(0, SHOWN));
        shown.add("  and " + (found.size() - SHOWN) + " more");
        return shown;
    }

    private void compare(String where, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof List<?> wanted && actual instanceof List<?> given) {
            lists(where, wanted, given);
        } else if (expected instanceof Map<?, ?> wanted && actual instanceof Map<?, ?> given) {
            maps(where, wanted, given);
        } else if (expected instanceof Record wanted && actual != null && wanted.getClass() == actual.getClass()) {
            records(where, wanted, (Record) actual);
        } else if (areArrays(expected, actual)) {
            lists(where, elements(expected), elements(actual));
        } else if (!equal(expected, actual)) {
            found.add("  " + (where.isEmpty() ? "" : where + ": ") + "expected " + shown(expected) + " but was "
                    + shown(actual));
        }
    }

    private void lists(String where, List<?> expected, List<?> actual) {
        if (expected.size() != actual.size()) {
            found.add("  " + (where.isEmpty() ? "" : where + ": ") + "expected " + expected.size() + " rows but was "
                    + actual.size());
        }
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String row = where + (where.isEmpty() ? "row " : ", row ") + i;
            if (i >= actual.size()) {
                found.add("  " + row + ": missing " + shown(expected.get(i)));
            } else if (i >= expected.size()) {
                found.add("  " + row + ": not expected " + shown(actual.get(i)));
            } else {
                compare(row, expected.get(i), actual.get(i));
            }
        }
    }

    private void maps(String where, Map<?, ?> expected, Map<?, ?> actual) {
        Set<Object> keys = new LinkedHashSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (Object key : keys) {
            String entry = where + (where.isEmpty() ? "" : ", ") + key;
            if (!actual.containsKey(key)) {
                found.add("  " + entry + ": missing " + shown(expected.get(key)));
            } else if (!expected.containsKey(key)) {
                found.add("  " + entry + ": not expected " + shown(actual.get(key)));
            } else {
                compare(entry, expected.get(key), actual.get(key));
            }
        }
    }

    private void records(String where, Record expected, Record actual) {
        if (expected.equals(actual)) {
            return;
        }
        for (RecordComponent component : expected.getClass().getRecordComponents()) {
            compare(
                    where + (where.isEmpty() ? "" : ", ") + component.getName(),
                    value(component, expected),
                    value(component, actual));
        }
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the component " + component + " cannot be read", e);
        }
    }

    private static boolean areArrays(@Nullable Object expected, @Nullable Object actual) {
        return expected != null
                && actual != null
                && expected.getClass().isArray()
                && actual.getClass().isArray();
    }

    private static List<@Nullable Object> elements(@Nullable Object array) {
        Object known = Objects.requireNonNull(array);
        List<@Nullable Object> elements = new ArrayList<>(Array.getLength(known));
        for (int i = 0; i < Array.getLength(known); i++) {
            elements.add(Array.get(known, i));
        }
        return elements;
    }

    private boolean equal(@Nullable Object expected, @Nullable Object actual) {
        boolean close = expected instanceof Number wanted
                && actual instanceof Number given
                && isDecimal(wanted)
                && isDecimal(given)
                && Math.abs(wanted.doubleValue() - given.doubleValue()) <= tolerance;
        return close || Objects.equals(expected, actual);
    }

    private static boolean isDecimal(Number value) {
        return value instanceof Double || value instanceof Float;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof CharSequence text ? "\"" + text + "\"" : String.valueOf(value);
    }
}
