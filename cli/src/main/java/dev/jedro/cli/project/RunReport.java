package dev.jedro.cli.project;

import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.ShellWords;
import dev.jedro.cli.terminal.Durations;
import dev.jedro.cli.terminal.Style;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.NodeOutcome;
import dev.jedro.run.Resume;
import dev.jedro.run.RunListener;
import dev.jedro.run.RunResult;
import dev.jedro.run.RunStatus;
import dev.jedro.session.Session;
import dev.jedro.session.SessionCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what came of a run: what was made and where, or what went wrong and how to go on. */
final class RunReport implements RunListener {
    private static final Place LOAD_VERSIONS = Place.of("--load-versions");
    private final Workplace workplace;
    private final Session session;
    /** The datasets that were written, in that order. */
    private final Map<String, Written> written = new LinkedHashMap<>();

    /** What is known of a save: its rows, and the version it made. */
    private record Written(Optional<Long> rows, Optional<String> version) {}

    RunReport(Workplace workplace, Session session) {
        this.workplace = workplace;
        this.session = session;
    }

    @Override
    public void nodeEnded(Node node, NodeOutcome outcome) {
        if (outcome instanceof NodeOutcome.Ran ran) {
            for (Ref<?> output : node.outputs()) {
                String name = output.name();
                written.put(
                        name,
                        new Written(
                                Optional.ofNullable(ran.rows().get(name)),
                                Optional.ofNullable(ran.versions().get(name))));
            }
        }
    }

    /** The terminal must be given back, whatever is drawn on it. */
    @Override
    public void processEnds(RunResult result) {
        workplace.screen().close();
        print(result);
    }

    /** @return the exit code */
    int print(RunResult result) {
        ErrorReport report = workplace.report();
        boolean colour = workplace.terminal().colour();
        // What was told before the run is not told twice.
        report.problems(result.warnings().stream()
                .filter(warning -> warning.code() != SessionCode.UNREAD_PARAMETER)
                .toList());
        if (result.status() == RunStatus.SUCCEEDED) {
            say(Style.GREEN.of("Done", colour) + ": " + count(result.completed(), "node") + " in "
                    + Durations.text(result.duration()) + ".");
            made(result);
            return ExitCode.OK;
        }
        say("");
        boolean interrupted = result.status() == RunStatus.CANCELLED;
        if (!interrupted) {
            report.problems(result.problems());
            say("");
        }
        if (report.verbose()) {
            result.errors().forEach(report::trace);
        }
        say(Style.RED.of(interrupted ? "Interrupted" : "The run failed", colour) + ": " + result.completed() + " of "
                + count(result.nodes().size(), "node") + " done in " + Durations.text(result.duration()) + ".");
        result.resume()
                .filter(resume -> result.problems().stream().noneMatch(RunReport::isOfLoadVersion))
                .ifPresent(resume -> goOn(resume, interrupted ? "" : "When it is mended, "));
        return interrupted ? ExitCode.INTERRUPTED : ExitCode.RUN_FAILED;
    }

    /** Then the same command would fail again. */
    private static boolean isOfLoadVersion(Problem problem) {
        return problem.where().contains(LOAD_VERSIONS);
    }

    private void made(RunResult result) {
        DataCatalog catalog = session.catalogDefinition();
        List<String[]> rows = new ArrayList<>();
        written.forEach((name, saved) -> catalog.find(name)
                .filter(found -> catalog.persists(name))
                .ifPresent(found -> rows.add(new String[] {
                    "  " + name,
                    saved.rows()
                            .map(number -> String.format(Locale.ROOT, number == 1 ? "%,d row" : "%,d rows", number))
                            .orElse(""),
                    where(found, saved.version(), result)
                })));
        TextTable.lines(rows, 1).forEach(this::say);
    }

    private static String where(DatasetDefinition dataset, Optional<String> version, RunResult result) {
        return dataset.filepath()
                .map(path -> dataset.versioned()
                        ? path + "/" + result.id().saveVersion() + "/"
                                + Path.of(path).getFileName()
                        : path)
                .orElseGet(() -> dataset.type()
                        + version.map(made -> ", version " + made).orElse(""));
    }

    private void goOn(Resume resume, String when) {
        boolean fromStart = resume.fromNodes().isEmpty();
        String how = fromStart ? "repeat:" : "go on with:";
        say(when.isEmpty() ? how.substring(0, 1).toUpperCase(Locale.ROOT) + how.substring(1) : when + how);
        List<String> words = new ArrayList<>(List.of(ShellWords.launcher(Path.of("")), "run"));
        words.addAll(fromStart ? quoted(workplace.arguments()) : withoutFromNodes(workplace.arguments()));
        if (!fromStart) {
            words.add("--from-nodes");
            words.add(ShellWords.quoted(String.join(",", resume.fromNodes())));
        }
        say("  " + String.join(" ", words));
    }

    private static List<String> withoutFromNodes(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--from-nodes")) {
                i++;
            } else if (!arguments.get(i).startsWith("--from-nodes=")) {
                kept.add(arguments.get(i));
            }
        }
        return quoted(kept);
    }

    private static List<String> quoted(List<String> words) {
        return words.stream().map(ShellWords::quoted).toList();
    }

    private void say(String line) {
        workplace.screen().accept(line);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
