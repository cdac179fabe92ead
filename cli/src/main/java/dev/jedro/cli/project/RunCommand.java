package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.terminal.Signals;
import dev.jedro.config.ConfigMap;
import dev.jedro.pipeline.Slice;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.run.FailurePolicy;
import dev.jedro.run.RunResult;
import dev.jedro.run.Runner;
import dev.jedro.session.RunHandle;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs pipelines, or a part of them. */
@Command(
        name = "run",
        description = "Run pipelines, or a part of them. Selections narrow each other down.",
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    private static final List<String> RUNNERS = List.of("sequential", "parallel");
    private final Workplace workplace;

    @Option(
            names = "--pipelines",
            paramLabel = "NAMES",
            description = "The pipelines to run; __default__ if not given.")
    @Nullable
    String pipelines;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            description = "One pipeline; older form of --pipelines.")
    @Nullable
    String pipeline;

    @Option(
            names = {"-n", "--nodes"},
            paramLabel = "NAMES",
            description = "Only these nodes.")
    @Nullable
    String nodes;

    @Option(names = "--from-nodes", paramLabel = "NAMES", description = "These nodes and all that follow them.")
    @Nullable
    String fromNodes;

    @Option(names = "--to-nodes", paramLabel = "NAMES", description = "These nodes and all that they need.")
    @Nullable
    String toNodes;

    @Option(names = "--from-inputs", paramLabel = "NAMES", description = "All that follows from these datasets.")
    @Nullable
    String fromInputs;

    @Option(names = "--to-outputs", paramLabel = "NAMES", description = "All that is needed for these datasets.")
    @Nullable
    String toOutputs;

    @Option(
            names = {"-t", "--tags"},
            paramLabel = "TAGS",
            description = "Only nodes with one of these tags.")
    @Nullable
    String tags;

    @Option(
            names = {"-ns", "--namespaces"},
            paramLabel = "NAMES",
            description = "Only nodes in these namespaces.")
    @Nullable
    String namespaces;

    @Option(
            names = {"-lv", "--load-versions"},
            paramLabel = "DATASET:VERSION",
            description = "Versions to load instead of the newest ones.")
    @Nullable
    String loadVersions;

    @Option(
            names = {"-r", "--runner"},
            paramLabel = "RUNNER",
            description = "sequential (the default) or parallel.")
    @Nullable
    String runner;

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description = "How many nodes run at once; one a processor if not given.")
    @Nullable
    Integer workers;

    @Option(names = "--only-missing-outputs", description = "Leave out nodes whose outputs are there.")
    boolean onlyMissingOutputs;

    @Option(names = "--keep-going", description = "After a failure, go on with what does not depend on it.")
    boolean keepGoing;

    @Option(
            names = "--watch",
            description = "Run, and again what a change touches whenever a file of the project is saved.")
    boolean watch;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A YAML file with these options, under 'run:'.")
    @Nullable
    String config;

    @Mixin
    SessionOptions options = new SessionOptions();

    private ConfigMap fileParams = ConfigMap.empty(Place.of("--config"));

    RunCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        if (config == null) {
            return execute();
        }
        RunFile file = RunFile.read(Path.of(config), config);
        List<String> all = new ArrayList<>(file.arguments());
        all.addAll(workplace.arguments());
        RunCommand whole = new RunCommand(workplace);
        whole.fileParams = file.params();
        new CommandLine(whole)
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .parseArgs(all.toArray(String[]::new));
        return whole.execute();
    }

    private int execute() {
        RunRequest request = request();
        return watch
                ? RunWatch.of(workplace, options, request, this::run).go()
                : workplace.inSession("run", options, session -> run(session, request));
    }

    private int run(Session session, RunRequest request) {
        RunReport report = new RunReport(workplace, session);
        workplace.log().leaveOutWhatIsReported();
        try {
            int code = report.print(result(session, request, report));
            if (code == ExitCode.OK) {
                workplace.ranIn().accept(session.env());
            }
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private RunResult result(Session session, RunRequest request, RunReport report) throws InterruptedException {
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        // What nodes print must neither mix with an answer nor cut through the picture.
        PrintStream printed = workplace.screen().stream();
        System.setOut(printed);
        System.setErr(printed);
        try (printed;
                RunProgress progress = RunProgress.on(workplace)) {
            RunHandle handle = session.start(request.listener(progress.and(report)));
            stopOnCtrlC(handle);
            return handle.await();
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
        }
    }

    private void stopOnCtrlC(RunHandle handle) {
        AtomicBoolean asked = new AtomicBoolean();
        Runnable stop = () -> {
            if (asked.getAndSet(true)) {
                // nothing else here: whoever holds the screen may be stuck in a blocked terminal
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
            workplace.screen().accept("Stopping. Press Ctrl-C again to stop at once.");
            handle.cancel();
        };
        Signals.on("INT", stop);
        Signals.on("TERM", stop);
    }

    private RunRequest request() {
        RunRequest request = RunRequest.of(pipelines().toArray(String[]::new))
                .slice(slice())
                .params(options.params == null ? fileParams : ConfigMap.empty(Place.of("--params")))
                .loadVersions(versions())
                .runner(runner())
                .onlyMissingOutputs(onlyMissingOutputs);
        return keepGoing ? request.policy(FailurePolicy.KEEP_GOING) : request;
    }

    private List<String> pipelines() {
        if (pipeline != null && pipelines != null) {
            throw new JedroException(Problem.error(
                            CliCode.CONFLICTING_OPTIONS,
                            "Options '--pipeline' and '--pipelines' cannot be used together.")
                    .at(Place.of("--pipeline"))
                    .fix("name all of them with --pipelines"));
        }
        if (pipeline != null) {
            workplace.screen().accept("--pipeline is the older form of --pipelines, and may go away.");
        }
        return CommaList.of(pipelines == null ? pipeline : pipelines);
    }

    private Slice slice() {
        Map<Slice.Part, @Nullable String> given = new LinkedHashMap<>();
        given.put(Slice.Part.NODES, nodes);
        given.put(Slice.Part.FROM_NODES, fromNodes);
        given.put(Slice.Part.TO_NODES, toNodes);
        given.put(Slice.Part.FROM_INPUTS, fromInputs);
        given.put(Slice.Part.TO_OUTPUTS, toOutputs);
        given.put(Slice.Part.TAGS, tags);
        given.put(Slice.Part.NAMESPACES, namespaces);
        Slice slice = Slice.ALL;
        for (Map.Entry<Slice.Part, @Nullable String> part : given.entrySet()) {
            List<String> names = CommaList.of(part.getValue());
            if (!names.isEmpty()) {
                slice = slice.with(part.getKey(), names.toArray(String[]::new));
            }
        }
        return slice;
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String version : CommaList.of(loadVersions)) {
            int colon = version.indexOf(':');
            if (colon <= 0 || colon == version.length() - 1) {
                throw new JedroException(Problem.error(
                                CliCode.BAD_OPTION,
                                "Expected the form of 'load_versions' to be 'dataset_name:YYYY-MM-DDThh.mm.ss.sssZ', found '"
                                        + version + "' instead.")
                        .at(Place.of("--load-versions"))
                        .fix("write, for instance: --load-versions model:2026-11-20T16.40.11.123Z"));
            }
            String dataset = version.substring(0, colon);
            String before = versions.put(dataset, version.substring(colon + 1));
            if (before != null) {
                throw new JedroException(
                        Problem.error(CliCode.CONFLICTING_OPTIONS, "Two versions of '" + dataset + "' are asked for.")
                                .at(Place.of("--load-versions"))
                                .fix("leave one out"));
            }
        }
        return versions;
    }

    private Runner runner() {
        String kind = runner == null ? (workers == null ? "sequential" : "parallel") : runner;
        if (!RUNNERS.contains(kind)) {
            throw new JedroException(Problem.error(CliCode.BAD_OPTION, "There is no runner '" + kind + "'.")
                    .at(Place.of("--runner"))
                    .near(NearNames.of(kind, RUNNERS))
                    .fix("choose one of: " + String.join(", ", RUNNERS)));
        }
        if (kind.equals("parallel")) {
            return workers == null ? Runner.parallel() : Runner.parallel(workers);
        }
        if (workers != null && workers != 1) {
            throw new JedroException(Problem.error(
                            CliCode.CONFLICTING_OPTIONS, "The sequential runner has one worker, not " + workers + ".")
                    .at(Place.of("--workers"))
                    .fix("use --runner parallel")
                    .fix("leave --workers out"));
        }
        return Runner.sequential();
    }
}
