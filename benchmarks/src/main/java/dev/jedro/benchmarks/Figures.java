package dev.jedro.benchmarks;

import java.util.List;
import java.util.Locale;

/** One quantity, measured several times. */
record Figures(List<Double> values) {

    Figures {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    double min() {
        return values.get(0);
    }

    double max() {
        return values.get(values.size() - 1);
    }

    int runs() {
        return values.size();
    }

    Figures times(double factor) {
        return new Figures(values.stream().map(value -> value * factor).toList());
    }

    /** For instance {@code 0.412 s (0.398–0.454, 5 runs)}. */
    String text(String unit) {
        return number(median()) + " " + unit + " (" + number(min()) + "–" + number(max()) + ", " + runs() + " runs)";
    }

    /** Three significant digits, or all of a whole number. */
    static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
