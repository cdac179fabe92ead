package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** The lines of a metric's file: {@code timestamp value step}, one a point. */
final class MetricLines {
    private MetricLines() {}

    static void write(Metric metric, StringBuilder lines) {
        lines.append(metric.timestamp())
                .append(' ')
                .append(metric.value())
                .append(' ')
                .append(metric.step())
                .append('\n');
    }

    /**
     * Reads whole lines; what follows the last line end is not written to its end yet.
     *
     * @return how many bytes of lines there were
     */
    static int read(String key, byte[] bytes, Path file, Consumer<Metric> points) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8).strip();
                if (!line.isEmpty()) {
                    points.accept(point(key, line, file));
                }
                start = i + 1;
            }
        }
        return start;
    }

    /** Five words if MLflow noted the dataset too. */
    private static Metric point(String key, String line, Path file) {
        String[] words = line.split(" ", -1);
        try {
            if (words.length >= 2 && words.length <= 6) {
                long step = words.length >= 3 ? Long.parseLong(words[2]) : 0;
                return new Metric(key, value(words[1]), Long.parseLong(words[0]), step);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new JedroException(Problem.error(
                        StoreCode.DAMAGED, "'" + file + "' has the line '" + line + "', which is no point of a metric")
                .at(Place.of(file.toString()))
                .fix("remove the line"));
    }

    /** A number as Java or Python writes it. */
    static double value(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
