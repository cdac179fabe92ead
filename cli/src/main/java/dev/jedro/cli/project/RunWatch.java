package dev.jedro.cli.project;

import dev.jedro.catalog.DatasetDefinition;
import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.launch.Preparation;
import dev.jedro.cli.launch.PreparedProject;
import dev.jedro.cli.live.CompiledCode;
import dev.jedro.cli.live.ProjectLoader;
import dev.jedro.cli.live.WatchedFiles;
import dev.jedro.cli.terminal.Signals;
import dev.jedro.config.ConfigText;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.Resume;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs, and again whenever a file of the project is saved: compiles, checks, and runs the nodes that the change touches with all that follows from them. A node is touched if
 * its method's class or one that this needs, its wiring, a parameter, or the catalog entry of a dataset differs from what it last ran well with.
 */
final class RunWatch {
    private final Workplace workplace;
    private final SessionOptions options;
    private final RunRequest request;
    private final Run run;
    private final Runnable compile;
    private final PreparedProject project;
    private final Map<String, String> done = new HashMap<>();

    /** Runs what a request says in a session, and tells of it; gives the exit code. */
    interface Run {
        int of(Session session, RunRequest request);
    }

    /** Watches a project that the launcher has prepared, and prepares it as that does. */
    static RunWatch of(Workplace workplace, SessionOptions options, RunRequest request, Run run) {
        Path root = workplace.root();
        if (!new PreparedProject(root).exists()) {
            throw new JedroException(Problem.error(
                            CliCode.NOT_PREPARED,
                            "Only a project in its folder, with pom.xml and sources, can be watched.")
                    .at(Place.of(root.toString()))
                    .fix("go to the project's folder and type: jedro run --watch"));
        }
        Runnable compile = () -> new Preparation(root, workplace.screen()).run();
        return new RunWatch(workplace, options, request, run, compile);
    }

    /** @param compile brings the classes up to date, or throws the compiler's problems */
    RunWatch(Workplace workplace, SessionOptions options, RunRequest request, Run run, Runnable compile) {
        this.workplace = workplace;
        this.options = options;
        this.request = request;
        this.run = run;
        this.compile = compile;
        this.project = new PreparedProject(workplace.root());
    }

    /** @return the exit code, when the calling thread was interrupted or the libraries changed */
    int go() {
        Path root = workplace.root();
        WatchedFiles files = new WatchedFiles(
                root,
                Stream.concat(
                                Stream.of("src/main", "conf", "jedro.yml", "pom.xml")
                                        .map(root::resolve),
                                project.watchedBesides().stream())
                        .toList());
        round(Set.of());
        while (true) {
            say("Watching for changes. Ctrl-C ends it.");
            Signals.on("INT", () -> Runtime.getRuntime().exit(ExitCode.INTERRUPTED));
            SortedSet<String> changed;
            try {
                changed = files.awaitChange();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ExitCode.INTERRUPTED;
            }
            say("");
            say("Changed: " + String.join(", ", changed));
            if (changed.stream().anyMatch(file -> file.endsWith("pom.xml"))) {
                say("The libraries may have changed, and this process has the old ones: start it again.");
                return ExitCode.USAGE;
            }
            round(changed);
        }
    }

    private void round(Set<String> changed) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (changed.stream().anyMatch(file -> file.contains("src/main/"))) {
                compile.run();
            }
            // The first session has the classes that the process was started with.
            thread.setContextClassLoader(changed.isEmpty() ? before : new ProjectLoader(project.classes(), before));
            try (Session session = workplace.open(options)) {
                runTouched(session, changed.isEmpty());
            }
        } catch (JedroException e) {
            workplace.report().failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void runTouched(Session session, boolean first) throws IOException {
        List<Problem> problems =
                session.check().stream().filter(Problem::isError).toList();
        if (!problems.isEmpty()) {
            throw new JedroException(problems);
        }
        Pipeline whole = session.pipeline(request.pipelines().toArray(String[]::new));
        Pipeline selected = request.slice().isAll() ? whole : whole.slice(request.slice());
        Map<String, String> now = fingerprints(session, selected);
        Set<String> touched = now.entrySet().stream()
                .filter(node -> !node.getValue().equals(done.get(node.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        if (touched.isEmpty()) {
            say("No node is touched.");
            return;
        }
        Set<String> names = first ? now.keySet() : withWhatFollows(session, selected, whole, touched);
        if (!first) {
            say("Touched: " + String.join(", ", touched));
        }
        RunRequest part = first
                ? request
                : request.slice(Slice.ALL.with(Slice.Part.NODES, names)).onlyMissingOutputs(false);
        if (run.of(session, part) == ExitCode.OK) {
            now.keySet().retainAll(names);
            done.putAll(now);
        }
    }

    /** Those touched, what reads from them, and before them what writes to memory alone: the same as where a failed run goes on. */
    private static Set<String> withWhatFollows(
            Session session, Pipeline selected, Pipeline whole, Set<String> touched) {
        Set<String> all = selected.nodes().stream().map(Node::name).collect(Collectors.toCollection(TreeSet::new));
        return Resume.of(selected, whole, name -> !touched.contains(name), session.catalogDefinition()::persists)
                .filter(resume -> !resume.fromNodes().isEmpty())
                .map(resume -> {
                    Set<String> following = whole.fromNodes(resume.fromNodes().toArray(String[]::new)).nodes().stream()
                            .map(Node::name)
                            .collect(Collectors.toCollection(TreeSet::new));
                    following.retainAll(all);
                    return following;
                })
                .orElse((TreeSet<String>) all);
    }

    private Map<String, String> fingerprints(Session session, Pipeline pipeline) throws IOException {
        CompiledCode code = CompiledCode.in(project.classes());
        Map<String, String> marks = new HashMap<>();
        for (Node node : pipeline.nodes()) {
            StringBuilder mark = new StringBuilder(node.toString())
                    .append(code.fingerprint(node.function().owner().getName()));
            for (Input<?> input : node.inputs()) {
                mark.append('\n').append(input.key()).append(value(session, input));
            }
            node.outputs().forEach(output -> mark.append('\n').append(entry(session, output.name())));
            marks.put(node.name(), mark.toString());
        }
        return marks;
    }

    private static String value(Session session, Input<?> input) {
        if (input instanceof Ref<?> ref) {
            return entry(session, ref.name());
        }
        if (input instanceof Param<?> param) {
            var parameters = session.config().parameters();
            return param.isWhole()
                    ? ConfigText.json(parameters)
                    : parameters.at(param.name()).map(ConfigText::json).orElse("");
        }
        return "";
    }

    private static String entry(Session session, String dataset) {
        return session.catalogDefinition()
                .find(dataset)
                .map(DatasetDefinition::entry)
                .map(ConfigText::json)
                .orElse("");
    }

    private void say(String line) {
        workplace.screen().accept(line);
    }
}
