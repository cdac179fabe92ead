package dev.jedro.cli.project;

import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.Format;
import dev.jedro.cli.Json;
import dev.jedro.cli.SessionOptions;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds everything that can be known to be wrong without running. */
@Command(
        name = "check",
        description = "Find everything that can be known to be wrong without running.",
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final Supplier<List<Problem>> ofLibraries;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json.", defaultValue = "text")
    Format format = Format.TEXT;

    @Mixin
    SessionOptions options = new SessionOptions();

    /** @param ofLibraries what is wrong with the commands that libraries add */
    CheckCommand(Workplace workplace, Supplier<List<Problem>> ofLibraries) {
        this.workplace = workplace;
        this.ofLibraries = ofLibraries;
    }

    @Override
    public Integer call() {
        List<Problem> problems = problems();
        if (format == Format.JSON) {
            workplace
                    .out()
                    .println(Json.text(problems.stream().map(CheckCommand::json).toList()));
        } else if (problems.isEmpty()) {
            workplace.out().println("No problems found.");
        } else {
            new ErrorReport(workplace.out(), workplace.terminal().colour(), false, workplace.mask()).problems(problems);
        }
        return code(problems);
    }

    private static int code(List<Problem> problems) {
        return problems.stream().anyMatch(Problem::isError) ? ExitCode.USAGE : ExitCode.OK;
    }

    /** What keeps the project from being opened is an answer as well. */
    private List<Problem> problems() {
        try (Session session = workplace.open(options)) {
            session.commandStarted("check", workplace.arguments());
            int code = ExitCode.USAGE;
            try {
                List<Problem> problems = Stream.concat(session.check().stream(), ofLibraries.get().stream())
                        .toList();
                code = code(problems);
                return problems;
            } finally {
                workplace.tellHooks(session, "check", code);
            }
        } catch (JedroException e) {
            return e.problems().stream()
                    .map(problem -> problem.withTexts(workplace.mask()))
                    .toList();
        }
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().id());
        json.put("severity", problem.isError() ? "error" : "warning");
        json.put("what", problem.what());
        json.put("where", problem.where().stream().map(CheckCommand::json).toList());
        json.put("near", problem.near());
        json.put("fixes", problem.fixes());
        return json;
    }

    private static Map<String, Object> json(Place place) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", place.source());
        if (place.line() > 0) {
            json.put("line", place.line());
        }
        if (place.column() > 0) {
            json.put("column", place.column());
        }
        return json;
    }
}
