package dev.jedro.hook;

import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hooks in the order in which they are called: last registered first, each by one thread at a time. */
public final class Hooks {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.hooks");
    /** When no run is there yet that somebody could have cancelled. */
    private static final Set<String> BEFORE_RUNS = Set.of("projectOpened", "catalogCreated", "beforeCommand");

    private static final Set<String> NODE_MOMENTS =
            Set.of("beforeNode", "afterNode", "nodeFailed", "beforeLoad", "afterLoad", "beforeSave", "afterSave");
    private final List<Hook> registered;
    /** By moment, only those that listen to it: a hook that only provides resources costs the nodes nothing. */
    private final Map<String, List<Hook>> called = new HashMap<>();

    private final boolean watchNodes;
    private final UnaryOperator<String> redact;

    private Hooks(List<Hook> registered, UnaryOperator<String> redact) {
        this.redact = redact;
        this.registered = List.copyOf(registered);
        List<Hook> reversed = new ArrayList<>(registered);
        Collections.reverse(reversed);
        for (Method moment : Hook.class.getMethods()) {
            if (moment.getParameterCount() == 1) {
                called.put(
                        moment.getName(),
                        reversed.stream().filter(hook -> listens(hook, moment)).toList());
            }
        }
        this.watchNodes = NODE_MOMENTS.stream()
                .anyMatch(moment -> !called.getOrDefault(moment, List.of()).isEmpty());
    }

    /** @param registered in the order of their registration */
    public static Hooks of(List<Hook> registered) {
        return new Hooks(registered, UnaryOperator.identity());
    }

    /** These hooks, with the secrets in what they throw masked. */
    public Hooks redacted(UnaryOperator<String> newRedact) {
        return new Hooks(registered, newRedact);
    }

    /** These hooks, and then some more. */
    public Hooks plus(List<Hook> more) {
        List<Hook> all = new ArrayList<>(registered);
        all.addAll(more);
        return more.isEmpty() ? this : new Hooks(all, redact);
    }

    /** In the order of their registration. */
    public List<Hook> registered() {
        return registered;
    }

    /** Whether any of them listens to what happens around a node. */
    public boolean watchNodes() {
        return watchNodes;
    }

    private static boolean listens(Hook hook, Method moment) {
        try {
            return hook.getClass()
                            .getMethod(moment.getName(), moment.getParameterTypes())
                            .getDeclaringClass()
                    != Hook.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return true; // calling it will tell what is wrong
        }
    }

    public void projectOpened(ProjectOpened e) {
        each("projectOpened", hook -> hook.projectOpened(e));
    }

    public void catalogCreated(CatalogCreated e) {
        each("catalogCreated", hook -> hook.catalogCreated(e));
    }

    /** What the hooks find, of each one. */
    public List<Problem> projectChecked(ProjectChecked e) {
        List<Problem> found = new ArrayList<>();
        for (Hook hook : called.getOrDefault("projectChecked", List.of())) {
            try {
                call(hook, "projectChecked", one -> one.projectChecked(e));
            } catch (JedroException problems) {
                found.addAll(problems.problems());
            }
        }
        return found;
    }

    public void beforeRun(BeforeRun e) {
        each("beforeRun", hook -> hook.beforeRun(e));
    }

    public void afterRun(AfterRun e) {
        each("afterRun", hook -> hook.afterRun(e));
    }

    public void runFailed(RunFailed e) {
        quietly("runFailed", hook -> hook.runFailed(e));
    }

    public void processEnds(ProcessEnds e) {
        for (Hook hook : called.getOrDefault("processEnds", List.of())) {
            quietly(hook, "processEnds", one -> one.processEnds(e)); // who holds the hook may never end
        }
    }

    /** What the hooks replace, by input key; empty if nothing. */
    public Map<String, Object> beforeNode(BeforeNode e) {
        Map<String, Object> replaced = new LinkedHashMap<>();
        each("beforeNode", hook -> {
            Map<String, Object> more = hook.beforeNode(e);
            if (more != null) { // a hook that has nothing to replace may say so
                Replacements.check(hook, e, more);
                replaced.putAll(more);
            }
        });
        return replaced;
    }

    public void afterNode(AfterNode e) {
        each("afterNode", hook -> hook.afterNode(e));
    }

    public void nodeFailed(NodeFailed e) {
        quietly("nodeFailed", hook -> hook.nodeFailed(e));
    }

    /** What the first hook that knows an exception says of it. */
    public Optional<Problem> explain(Throwable thrown) {
        List<Problem> explained = new ArrayList<>();
        quietly("explain", hook -> {
            if (explained.isEmpty()) {
                hook.explain(thrown).ifPresent(explained::add);
            }
        });
        return explained.stream().findFirst();
    }

    public void beforeLoad(BeforeLoad e) {
        each("beforeLoad", hook -> hook.beforeLoad(e));
    }

    public void afterLoad(AfterLoad e) {
        each("afterLoad", hook -> hook.afterLoad(e));
    }

    public void beforeSave(BeforeSave e) {
        each("beforeSave", hook -> hook.beforeSave(e));
    }

    public void afterSave(AfterSave e) {
        each("afterSave", hook -> hook.afterSave(e));
    }

    public void beforeCommand(BeforeCommand e) {
        each("beforeCommand", hook -> hook.beforeCommand(e));
    }

    public void afterCommand(AfterCommand e) {
        each("afterCommand", hook -> hook.afterCommand(e));
    }

    private interface Call {
        void on(Hook hook) throws Exception;
    }

    private void each(String moment, Call call) {
        called.getOrDefault(moment, List.of()).forEach(hook -> call(hook, moment, call));
    }

    private void call(Hook hook, String moment, Call call) {
        synchronized (hook) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            try {
                call.on(hook);
            } catch (Throwable e) {
                throw failed(hook, moment, e);
            }
            if (!interrupted
                    && BEFORE_RUNS.contains(moment)
                    && Thread.currentThread().isInterrupted()) {
                LOG.warn("Hook '{}' has left its thread interrupted in {}: the run is cancelled", hook.name(), moment);
            }
        }
    }

    private void quietly(String moment, Call call) {
        for (Hook hook : called.getOrDefault(moment, List.of())) {
            synchronized (hook) {
                quietly(hook, moment, call);
            }
        }
    }

    private void quietly(Hook hook, String moment, Call call) {
        try {
            call.on(hook);
        } catch (Throwable e) {
            LOG.error(
                    "Hook '{}' failed in {}: {}",
                    hook.name(),
                    moment,
                    redact.apply(Cause.of(e).text()));
            if (LOG.isDebugEnabled()) {
                LOG.debug("{}", redact.apply(trace(e)));
            }
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private JedroException failed(Hook hook, String moment, Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof JedroException own) { // what is wrong is not the hook, and it says so in its own words
            return new JedroException(
                    own.problems().stream()
                            .map(problem -> problem.withTexts(redact))
                            .toList(),
                    e);
        }
        Cause cause = Cause.of(e);
        Problem problem = Problem.error(
                HookCode.HOOK_FAILED,
                "Hook '" + hook.name() + "' failed in " + moment + ": " + redact.apply(cause.text()));
        return new JedroException(
                cause.at(problem).fix("mend the hook, or add '" + hook.name() + "' to disable_hooks in jedro.yml"), e);
    }
}
