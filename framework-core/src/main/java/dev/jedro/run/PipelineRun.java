package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.hook.AfterRun;
import dev.jedro.hook.BeforeRun;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.ProcessEnds;
import dev.jedro.hook.RunFailed;
import dev.jedro.hook.RunInfo;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one plan, from the first hook to the last. Used once: {@link #run()} does it all, in a thread that belongs to the run; {@link #cancel()} may come from
 * any other.
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
    private final RunOutcomes outcomes = new RunOutcomes();
    private final SafeListener listener;
    private final Confirmations confirmations;

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
        this.listener = new SafeListener(options.listener());
        this.hooks = hooks;
        this.catalog = catalog;
        this.confirmations = new Confirmations(plan, catalog, this::isKept);
        this.warnings = List.copyOf(warnings);
    }

    /** Asks the run to stop: nothing further starts, and nodes that are running are interrupted. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Runs. A node that fails is part of the result, not an exception. Only {@link #cancel()} stops it: an interrupt of the calling thread does not. */
    public RunResult run() {
        RunId id = new RunId(info.runId());
        long start = System.nanoTime();
        plan.datasets().forEach(catalog::put);
        try (RunJournal journal = RunJournal.create(info.root(), id)) {
            LiveScope scope = new LiveScope(info, plan.pipeline(), catalog, journal, listener, options.redact());
            List<Problem> problems = new ArrayList<>();
            List<Throwable> errors = new ArrayList<>();
            boolean cancelled;
            ProcessEnd end = ProcessEnd.watch(scope, ending -> processEnds(scope, start, ending, journal));
            try {
                cancelled = attempt(scope, journal, start, problems, errors);
            } finally {
                end.forget();
            }
            RunStatus status =
                    cancelled ? RunStatus.CANCELLED : problems.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.FAILED;
            Duration duration = since(start);
            Optional<Resume> resume = Optional.empty();
            if (status != RunStatus.SUCCEEDED) {
                resume = stopped(scope, duration, cancelled, problems);
            }
            journal.ended(status, duration, problems);
            RunResult result = result(id, status, duration, problems, errors, resume, journal.problem());
            listener.ended(result);
            return result;
        }
    }

    /** Returns whether it was cancelled. Whatever goes wrong is added to the problems: a run ends in a result, and its journal with an end. */
    private boolean attempt(
            LiveScope scope, RunJournal journal, long start, List<Problem> problems, List<Throwable> errors) {
        journal.started(info, plan.pipeline().nodes());
        try {
            hooks.beforeRun(new BeforeRun(scope));
            List<Node> nodes = nodesToRun();
            requireInputs(nodes);
            listener.planned(new RunId(info.runId()), nodes);
            work(scope, journal, nodes);
            boolean cancelled = cancellation.isWanted();
            outcomes.addFailures(problems, errors);
            if (problems.isEmpty() && !cancelled) {
                confirmations.atTheEnd();
                Duration duration = since(start);
                hooks.afterRun(new AfterRun(scope, duration));
                LOG.info(
                        "Pipeline execution completed successfully in {} sec.",
                        Math.round(duration.toNanos() / 1e8) / 10.0);
            }
            return cancelled;
        } catch (JedroException e) { // from a hook, or from a dataset that was asked whether it exists
            problems.addAll(Failure.redacted(e.problems(), options.redact()));
            errors.add(e);
        } catch (Throwable broken) {
            problems.addAll(Failure.redacted(List.of(broken(broken)), options.redact()));
            errors.add(broken);
        }
        return cancellation.isWanted();
    }

    /** The journal hears of it first: nobody knows how much time there is. */
    private void processEnds(LiveScope scope, long start, ProcessEnd.Ending ending, RunJournal journal) {
        LOG.error("The run breaks off: \n{}", ending.problem());
        List<Problem> problems = List.of(ending.problem());
        Duration duration = since(start);
        journal.ended(RunStatus.FAILED, duration, problems);
        listener.processEnds(result(
                new RunId(info.runId()), RunStatus.FAILED, duration, problems, List.of(), resume(), journal.problem()));
        hooks.processEnds(new ProcessEnds(scope, duration, ending.exited(), ending.problem()));
    }

    private static Problem broken(Throwable thrown) {
        Cause cause = Cause.of(thrown);
        return cause.at(Problem.error(RunCode.BROKEN, "The run broke off outside its nodes: " + cause.text()))
                .fix("run with --verbose to see the whole stack");
    }

    private Optional<Resume> stopped(RunScope scope, Duration duration, boolean cancelled, List<Problem> problems) {
        if (cancelled) {
            problems.add(Problem.error(RunCode.CANCELLED, "The run was cancelled."));
        }
        Optional<Resume> resume = resume();
        resume.ifPresent(how -> LOG.warn("{}", how.text()));
        confirmations
                .left()
                .forEach(name -> LOG.info(
                        "Dataset {} is not confirmed, since the next run has to be given the same again", name));
        hooks.runFailed(new RunFailed(scope, duration, cancelled, problems));
        return resume;
    }

    private Optional<Resume> resume() {
        return Resume.of(plan.pipeline(), plan.whole(), outcomes::isFinished, this::isKept);
    }

    private RunResult result(
            RunId id,
            RunStatus status,
            Duration duration,
            List<Problem> problems,
            List<Throwable> errors,
            Optional<Resume> resume,
            Optional<Problem> journalProblem) {
        Map<String, NodeOutcome> ordered = outcomes.of(plan.pipeline().nodes());
        OutputLookup lookup = new OutputLookup(plan, catalog, ordered);
        List<Problem> all = new ArrayList<>(warnings);
        journalProblem.ifPresent(all::add);
        return new RunResult(
                id,
                status,
                ordered,
                new Outputs(plan.pipeline().outputs(), lookup::load),
                duration,
                problems,
                all,
                errors,
                resume);
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
                NodeOutcome outcome = new NodeOutcome.Skipped(new NodeOutcome.OutputsExist());
                outcomes.put(node, outcome);
                listener.nodeEnded(node, outcome);
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

    /** A run that goes on after a failure does what it can without them. */
    private void requireInputs(List<Node> nodes) {
        List<Problem> missing = options.policy() == FailurePolicy.KEEP_GOING
                ? List.of()
                : new MissingInputs(plan, nodes, info.loadVersions().keySet()).in(catalog);
        if (!missing.isEmpty()) {
            throw new JedroException(missing);
        }
    }

    private void work(LiveScope scope, RunJournal journal, List<Node> nodes) {
        NodeSteps steps = new NodeSteps(nodes, scope, journal, listener, outcomes, options.redact());
        Coordinator.Work work =
                number -> new NodeTask(plan, scope, hooks, journal, confirmations, options.redact(), nodes.get(number))
                        .work(cancellation::isWanted);
        new Coordinator(steps.graph(), number -> nodes.get(number).name(), options.policy(), cancellation, work, steps)
                .run(options.runner().workers());
    }

    private boolean isKept(String dataset) {
        return plan.catalog().persists(dataset);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
