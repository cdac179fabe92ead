package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.hook.AfterRun;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.RunFailed;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one plan, from the first hook to the last. Used once: {@link #run()} does it all in the calling thread; {@link #cancel()} may come from any
 * other.
 */
public final class PipelineRun {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.run");
    private final RunPlan plan;
    private final RunInfo info;
    private final RunOptions options;
    private final Hooks hooks;
    private final OpenCatalog catalog;
    private final List<Problem> warnings;
    private final Cancellation cancellation = new Cancellation();
    private final Map<String, NodeOutcome> outcomes = new LinkedHashMap<>();

    /**
     * @param plan checked, without errors
     * @param info its run id is that of {@link RunId#next()}
     * @param catalog open for this run
     * @param warnings what the checks found that does no harm; may be empty
     */
    public PipelineRun(
            RunPlan plan, RunInfo info, RunOptions options, Hooks hooks, OpenCatalog catalog, List<Problem> warnings) {
        this.plan = plan;
        this.info = info;
        this.options = options;
        this.hooks = hooks;
        this.catalog = catalog;
        this.warnings = List.copyOf(warnings);
    }

    /** Asks the run to stop: nothing further starts, and nodes that are running are interrupted. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Runs. A node that fails is part of the result, not an exception. If the calling thread is interrupted, the run is cancelled, and the thread still is afterwards. */
    public RunResult run() {
        RunId id = new RunId(info.runId());
        long start = System.nanoTime();
        plan.data().forEach(catalog::put);
        try (Journal journal = Journal.create(info.root(), id)) {
            Ended ended = run(id, journal, start);
            List<Problem> all = new ArrayList<>(warnings);
            journal.problem().ifPresent(all::add);
            RunResult result = new RunResult(
                    id,
                    ended.status,
                    ordered(),
                    new Outputs(plan.pipeline().outputs(), this::output),
                    ended.duration,
                    ended.problems,
                    all,
                    ended.errors,
                    ended.resume);
            options.listener().ended(result);
            if (ended.interrupted) {
                Thread.currentThread().interrupt();
            }
            return result;
        }
    }

    private record Ended(
            RunStatus status,
            Duration duration,
            List<Problem> problems,
            List<Throwable> errors,
            Optional<Resume> resume,
            boolean interrupted) {}

    private Ended run(RunId id, Journal journal, long start) {
        Scope scope = new Scope(info, plan.pipeline(), catalog, journal);
        List<Problem> problems = new ArrayList<>();
        List<Throwable> errors = new ArrayList<>();
        boolean cancelled = false;
        List<Node> nodes = List.of();
        journal.commit(started(id, journal));
        try {
            hooks.beforeRun(new BeforeRun(scope));
            nodes = nodesToRun();
            options.listener().planned(id, nodes);
            cancelled = work(scope, journal, nodes);
            collect(problems, errors);
            if (problems.isEmpty() && !cancelled) {
                Duration duration = since(start);
                hooks.afterRun(new AfterRun(scope, duration));
                LOG.info(
                        "Pipeline execution completed successfully in {} sec.",
                        Math.round(duration.toNanos() / 1e8) / 10.0);
            }
        } catch (JedroException e) { // from a hook, or from a dataset that was asked whether it exists
            problems.addAll(Failure.redacted(e.problems(), options.redact()));
            errors.add(e);
        }
        return end(scope, journal, start, problems, errors, cancelled);
    }

    private Ended end(
            Scope scope,
            Journal journal,
            long start,
            List<Problem> problems,
            List<Throwable> errors,
            boolean cancelled) {
        Duration duration = since(start);
        RunStatus status =
                cancelled ? RunStatus.CANCELLED : problems.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.FAILED;
        Optional<Resume> resume = Optional.empty();
        if (status != RunStatus.SUCCEEDED) {
            if (cancelled) {
                problems.add(Problem.error(RunCode.CANCELLED, "The run was cancelled."));
            }
            resume = Resume.of(plan.pipeline(), plan.whole(), this::isFinished, this::isKept);
            resume.ifPresent(how -> LOG.warn("{}", how.text()));
            hooks.runFailed(new RunFailed(scope, duration, cancelled, problems));
        }
        Optional<String> what = problems.stream().findFirst().map(Problem::what);
        journal.commit(new RunEvent.Ended(journal.now(), status, duration.toMillis(), what));
        boolean interrupted = cancelled && !cancellation.isWanted();
        return new Ended(status, duration, problems, errors, resume, interrupted);
    }

    private List<Node> nodesToRun() {
        List<Node> all = plan.pipeline().nodes();
        if (!options.onlyMissingOutputs()) {
            return all;
        }
        Set<String> names = MissingOutputs.nodesToRun(plan.pipeline(), this::isKept, catalog::exists);
        List<String> skipped = new ArrayList<>();
        List<Node> left = new ArrayList<>();
        for (Node node : all) {
            if (names.contains(node.name())) {
                left.add(node);
            } else {
                skipped.add(node.name());
                ended(node, new NodeOutcome.Skipped(new NodeOutcome.OutputsExist()));
            }
        }
        if (left.isEmpty()) {
            LOG.info("Skipping all {} nodes (all persistent outputs exist)", all.size());
        } else {
            if (!skipped.isEmpty()) {
                skipped.sort(null);
                LOG.info("Skipping {} nodes with existing outputs: {}", skipped.size(), String.join(", ", skipped));
            }
            LOG.info("Running {} out of {} nodes", left.size(), all.size());
        }
        return left;
    }

    private boolean work(Scope scope, Journal journal, List<Node> nodes) {
        Set<String> kept = new HashSet<>(plan.pipeline().inputs());
        kept.addAll(plan.pipeline().outputs());
        Graph graph = Graph.of(nodes, PipelineRun::reads, PipelineRun::writes, kept, PipelineRun::plain);
        Coordinator.Steps steps = new Coordinator.Steps() {
            private int completed;

            @Override
            public void starting(int number) {
                Node node = nodes.get(number);
                journal.write(new RunEvent.NodeStarted(journal.now(), node.name()));
                options.listener().nodeStarted(node);
            }

            @Override
            public void ended(int number, NodeOutcome outcome) {
                Node node = nodes.get(number);
                PipelineRun.this.ended(node, outcome);
                record(journal, node, outcome);
                if (outcome instanceof NodeOutcome.Ran) {
                    LOG.info("Completed node: {}", node.name());
                    LOG.info("Completed {} out of {} tasks", ++completed, nodes.size());
                }
            }

            @Override
            public void release(int dataset) {
                catalog.release(graph.dataset(dataset));
            }
        };
        Coordinator.Work work = number -> new NodeTask(plan, scope, hooks, journal, options.redact(), nodes.get(number))
                .work(cancellation::isWanted);
        Coordinator coordinator =
                new Coordinator(graph, number -> nodes.get(number).name(), options.policy(), cancellation, work, steps);
        return coordinator.run(options.runner().workers());
    }

    private void ended(Node node, NodeOutcome outcome) {
        outcomes.put(node.name(), outcome);
        options.listener().nodeEnded(node, outcome);
    }

    private static void record(Journal journal, Node node, NodeOutcome outcome) {
        if (outcome instanceof NodeOutcome.Ran ran) {
            journal.write(new RunEvent.NodeRan(
                    journal.now(), node.name(), ran.duration().toMillis()));
        } else if (outcome instanceof NodeOutcome.Skipped skipped) {
            journal.write(new RunEvent.NodeSkipped(
                    journal.now(), node.name(), skipped.reason().text()));
        } else if (outcome instanceof NodeOutcome.Failed failed) {
            Problem problem = failed.problems().get(0);
            journal.commit(new RunEvent.NodeFailed(
                    journal.now(), node.name(), problem.code().id(), problem.what()));
        }
    }

    private void collect(List<Problem> problems, List<Throwable> errors) {
        outcomes.values().forEach(outcome -> {
            if (outcome instanceof NodeOutcome.Failed failed) {
                problems.addAll(failed.problems());
                errors.add(failed.error());
            }
        });
    }

    private boolean isFinished(String node) {
        NodeOutcome outcome = outcomes.get(node);
        if (outcome instanceof NodeOutcome.Skipped skipped) {
            return skipped.reason() instanceof NodeOutcome.OutputsExist;
        }
        return outcome instanceof NodeOutcome.Ran;
    }

    private boolean isKept(String dataset) {
        return plan.catalog().persists(dataset);
    }

    private Map<String, NodeOutcome> ordered() {
        Map<String, NodeOutcome> ordered = new LinkedHashMap<>();
        for (Node node : plan.pipeline().nodes()) {
            ordered.put(
                    node.name(),
                    outcomes.getOrDefault(node.name(), new NodeOutcome.Skipped(new NodeOutcome.RunStopped())));
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** Loads what the run wrote, as the type that its node declares. */
    private Object output(String name) {
        for (Node node : plan.pipeline().writerOf(name).stream().toList()) {
            for (int i = 0; i < node.outputs().size(); i++) {
                if (node.outputs().get(i).name().equals(name) && catalog.exists(name)) {
                    return Streams.load(catalog, name, node.outputTypes().get(i), isKept(name));
                }
            }
        }
        Set<String> outputs = plan.pipeline().outputs();
        throw new JedroException(Problem.error(
                        RunCode.NOT_KEPT,
                        "The run has no output '" + name
                                + "': it was not made, or was in memory only and released after its last use.")
                .near(NearNames.of(name, outputs))
                .fix("ask for one of: " + String.join(", ", outputs))
                .fix("add '" + name + "' to the catalog, so that it is kept"));
    }

    private RunEvent started(RunId id, Journal journal) {
        ProcessHandle process = ProcessHandle.current();
        return new RunEvent.Started(
                journal.now(),
                id,
                info.jedro(),
                info.env(),
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                info.pipelines(),
                plan.pipeline().nodes().stream().map(Node::name).toList(),
                info.parameters());
    }

    private record Scope(RunInfo info, Pipeline pipeline, OpenCatalog catalog, Journal journal) implements RunScope {
        @Override
        public void note(String kind, Map<String, String> facts) {
            journal.commit(new RunEvent.Noted(journal.now(), kind, facts));
        }
    }

    private static Set<String> reads(Node node) {
        Set<String> names = new LinkedHashSet<>();
        for (Input<?> input : node.inputs()) {
            if (input instanceof Ref<?> ref) {
                names.add(ref.name());
            }
        }
        return names;
    }

    private static List<String> writes(Node node) {
        return node.outputs().stream().map(Ref::name).toList();
    }

    private static String plain(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
