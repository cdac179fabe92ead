package dev.jedro.mlflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jedro.mlflow.store.Metric;
import dev.jedro.mlflow.store.Run;
import dev.jedro.problem.Problem;
import dev.jedro.session.SessionCode;
import dev.jedro.spi.CommandContext;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Writes what commands tell, for people and for programs. */
final class Output {
    /** How a command answers. */
    enum Format {
        TEXT,
        JSON
    }

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DIGITS = 6;

    private Output() {}

    static void json(PrintStream out, Object value) {
        try {
            out.println(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a value of JSON: " + value.getClass(), e);
        }
    }

    static void table(PrintStream out, List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** Waits for Ctrl-C, or for whoever interrupts the thread. */
    static void untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    static String took(Run.Info info) {
        if (info.ended().isEmpty()) {
            return "";
        }
        double seconds = (info.ended().getAsLong() - info.started()) / 1000.0;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %d s", (long) seconds / 60, (long) seconds % 60);
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        boolean readable = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9);
        return readable ? rounded.toPlainString() : rounded.toString();
    }

    /** Of a text that may have several lines and be long. */
    static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }

    static Map<String, Object> run(Run run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run_id", run.info().id());
        json.put("name", run.info().name());
        json.put("experiment_id", run.info().experimentId());
        json.put("status", run.info().status().name());
        json.put("started", Instant.ofEpochMilli(run.info().started()).toString());
        run.info()
                .ended()
                .ifPresent(
                        ended -> json.put("ended", Instant.ofEpochMilli(ended).toString()));
        json.put("artifacts", run.info().artifactUri());
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Metric metric : run.metrics()) {
            metrics.put(metric.key(), metric.value());
        }
        json.put("metrics", metrics);
        json.put("params", run.params());
        json.put("tags", run.tags());
        return json;
    }

    /** @return the exit code of a command that cannot work here */
    static int needsProject(CommandContext context, String command) {
        context.report(List.of(Problem.error(
                        SessionCode.NO_PROJECT,
                        "'" + command + "' needs a project, and neither this folder nor one above it has a jedro.yml.")
                .fix("go into a project's folder")
                .fix("make a project with: jedro new")));
        return 2;
    }
}
