package dev.jedro.spark.cli;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.spark.SparkSessions;
import dev.jedro.spark.session.SessionChoice;
import dev.jedro.spi.CommandContext;
import dev.jedro.spi.OpensProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells where the sessions of the project would be, and who says so; opens none unless it is asked to. */
@Command(
        name = "info",
        description = "Show the settings of the project's Spark sessions, each with its source. Opens nothing.")
final class InfoCommand implements Callable<Integer>, OpensProject {
    private final CommandContext context;

    @Option(names = "--connect", description = "Open each session, and show what answers.")
    boolean connect;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    InfoCommand(CommandContext context) {
        this.context = context;
    }

    /** What is known of one session. */
    private record Told(String name, Map<String, SessionChoice.Value> values, Map<String, String> facts) {}

    @Override
    public Integer call() {
        return Jedro.inSession(context, "spark info", session -> {
            try (SparkSessions sessions = SparkSessions.of(session.root(), session.config())) {
                return tell(sessions);
            }
        });
    }

    private int tell(SparkSessions sessions) {
        List<Problem> problems = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (String name : sessions.allNames()) {
            try {
                if (!connect) {
                    problems.addAll(sessions.addressMistakes(name));
                }
                told.add(new Told(name, sessions.explain(name), connect ? sessions.facts(name) : Map.of()));
            } catch (JedroException e) {
                problems.addAll(e.problems());
            }
        }
        if (format == Format.JSON) {
            context.out().println(Json.text(told.stream().map(InfoCommand::json).toList()));
        } else {
            told.forEach(this::print);
        }
        context.report(problems);
        return problems.isEmpty() ? 0 : 2;
    }

    private void print(Told told) {
        context.out().println(told.name().isEmpty() ? "The session" : "The session '" + told.name() + "'");
        int key = width(told.values().keySet());
        int value = width(
                told.values().values().stream().map(SessionChoice.Value::shown).toList());
        told.values()
                .forEach((name, each) -> context.out()
                        .println(("  " + padded(name, key) + "  " + padded(each.shown(), value) + "  "
                                        + (each.tier().isEmpty() ? each.source() : each.place()))
                                .stripTrailing()));
        told.facts().forEach((name, fact) -> context.out().println("  answers: " + name + " " + fact));
    }

    private static int width(Iterable<String> texts) {
        int width = 0;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return Math.min(width, 50);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static Map<String, Object> json(Told told) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("session", told.name());
        json.put(
                "settings",
                told.values().entrySet().stream()
                        .map(entry -> json(entry.getKey(), entry.getValue()))
                        .toList());
        if (!told.facts().isEmpty()) {
            json.put("answer", told.facts());
        }
        return json;
    }

    private static Map<String, Object> json(String key, SessionChoice.Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("value", value.shown());
        json.put("source", value.source());
        if (value.tier().isPresent()) {
            json.put("at", value.place().toString());
        }
        return json;
    }
}
