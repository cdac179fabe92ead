package dev.jedro.run;

import dev.jedro.catalog.OpenCatalog;
import dev.jedro.hook.AfterLoad;
import dev.jedro.hook.AfterNode;
import dev.jedro.hook.AfterSave;
import dev.jedro.hook.BeforeLoad;
import dev.jedro.hook.BeforeNode;
import dev.jedro.hook.BeforeSave;
import dev.jedro.hook.Hooks;
import dev.jedro.hook.NodeFailed;
import dev.jedro.hook.RunScope;
import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one node, done by one worker: load, call, save, confirm, with the hooks between. */
final class NodeTask {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.run");
    private final RunPlan plan;
    private final RunScope scope;
    private final Hooks hooks;
    private final OpenCatalog catalog;
    private final RunJournal journal;
    private final Confirmations confirmations;
    private final UnaryOperator<String> redact;
    private final Node node;
    /** What hooks are shown: the value of each input, by key. */
    private final Map<String, @Nullable Object> loaded = new LinkedHashMap<>();
    /** One dataset may be taken as several Java types. */
    private final Map<TypedName, Object> taken = new HashMap<>();

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, String> versions = new LinkedHashMap<>();

    NodeTask(
            RunPlan plan,
            RunScope scope,
            Hooks hooks,
            RunJournal journal,
            Confirmations confirmations,
            UnaryOperator<String> redact,
            Node node) {
        this.plan = plan;
        this.scope = scope;
        this.hooks = hooks;
        this.catalog = scope.catalog();
        this.journal = journal;
        this.confirmations = confirmations;
        this.redact = redact;
        this.node = node;
    }

    /** Never throws. */
    NodeOutcome work(BooleanSupplier cancelled) {
        long start = System.nanoTime();
        try {
            save(call(cancelled));
            confirmations.after(node);
            return new NodeOutcome.Ran(since(start), rows, versions);
        } catch (Throwable thrown) { // whatever it is, the coordinator must hear of it
            if (cancelled.getAsBoolean()) { // an interrupt of its own making is a failure like any other
                return new NodeOutcome.Skipped(new NodeOutcome.Interrupted());
            }
            return failed(thrown, since(start));
        } finally {
            close();
        }
    }

    private NodeOutcome failed(Throwable thrown, Duration duration) {
        List<Problem> problems = Failure.problems(node, thrown, hooks::explain, redact);
        LOG.error("Node {} failed with error: \n{}", node, problems.get(0));
        if (hooks.watchNodes()) {
            hooks.nodeFailed(new NodeFailed(scope, node, view(loaded), thrown, problems));
        }
        return new NodeOutcome.Failed(duration, problems, thrown);
    }

    /** Loads and calls, again as often as the node may be tried; what was read from a stream is read anew. */
    private List<Object> call(BooleanSupplier cancelled) throws Exception {
        for (int tried = 1; ; tried++) {
            try {
                return callOnce(cancelled);
            } catch (Exception e) {
                if (tried > node.retries() || cancelled.getAsBoolean()) {
                    throw e;
                }
                LOG.warn(
                        "Node {} failed, trying again ({} of {}): {}",
                        node.name(),
                        tried,
                        node.retries(),
                        redact.apply(e.toString()));
                close();
                loaded.clear();
                taken.clear();
            }
        }
    }

    private List<Object> callOnce(BooleanSupplier cancelled) throws Exception {
        List<@Nullable Object> values = load();
        LOG.info("Running node: {}", node);
        if (!hooks.watchNodes()) {
            return run(values, cancelled);
        }
        replace(values, hooks.beforeNode(new BeforeNode(scope, node, view(loaded))));
        long start = System.nanoTime();
        List<Object> outputs = run(values, cancelled);
        Duration duration = since(start);
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            named.put(node.outputs().get(i).name(), outputs.get(i));
        }
        hooks.afterNode(new AfterNode(scope, node, view(loaded), view(named), duration));
        return outputs;
    }

    /** An interrupt that the function leaves behind would break the save; that of a cancellation, whose wish is known before it comes, stays. */
    private List<Object> run(List<@Nullable Object> values, BooleanSupplier cancelled) throws Exception {
        try {
            return given(node.run(values));
        } finally {
            if (Thread.interrupted() && cancelled.getAsBoolean()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<@Nullable Object> load() throws Exception {
        List<Type> types = node.inputTypes();
        List<@Nullable Object> values = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            Input<?> input = node.inputs().get(i);
            values.add(
                    input instanceof Resource<?> resource
                            ? plan.resources().open(resource, scope)
                            : load(input, types.get(i)));
        }
        return values;
    }

    private @Nullable Object load(Input<?> input, Type type) throws Exception {
        boolean isStream = TypeFit.isStream(TypeText.raw(type));
        Object known = taken.get(new TypedName(input.key(), type));
        if (known != null) {
            return known; // one dataset for two arguments is loaded once
        }
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "Loading data from {} ({})...",
                    input.key(),
                    input instanceof Param<?> ? "Parameter" : catalog.typeName(input.name()));
        }
        long start = System.nanoTime();
        if (hooks.watchNodes()) {
            hooks.beforeLoad(new BeforeLoad(scope, node, input.key()));
        }
        Object value = input instanceof Param<?> param
                ? plan.parameters().get(param, type)
                : dataset(input.name(), type, isStream);
        loaded.put(input.key(), value);
        if (value != null && !isStream && input instanceof Ref<?>) {
            taken.put(new TypedName(input.key(), type), value);
        }
        if (hooks.watchNodes()) {
            hooks.afterLoad(new AfterLoad(scope, node, input.key(), value, since(start)));
        }
        return value;
    }

    private Object dataset(String name, Type type, boolean isStream) {
        boolean persistent =
                !plan.data().containsKey(name) && catalog.definition().persists(name);
        Object value = loaded(name, type, persistent);
        if (isStream && value instanceof AutoCloseable closeable) {
            toClose.add(closeable);
        }
        return value;
    }

    private Object loaded(String name, Type type, boolean persistent) {
        try {
            return Streams.load(catalog, name, type, persistent);
        } catch (JedroException e) {
            List<Problem> advised = e.problems().stream()
                    .map(problem -> plan.advised(name, problem))
                    .toList();
            throw advised.equals(e.problems()) ? e : new JedroException(advised, e.getCause());
        }
    }

    private void replace(List<@Nullable Object> values, Map<String, Object> replacements) {
        if (replacements.isEmpty()) {
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String key = node.inputs().get(i).key();
            Object replacement = replacements.get(key);
            if (replacement == null) {
                continue;
            }
            values.set(i, replacement);
            loaded.put(key, replacement);
        }
    }

    /** What the function gave, without null; its streams are closed with the node, whatever comes in between. */
    private List<Object> given(List<@Nullable Object> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof AutoCloseable closeable
                    && Streams.isStream(closeable, node.outputTypes().get(i))) {
                toClose.add(closeable);
            }
        }
        return withoutNull(outputs);
    }

    private List<Object> withoutNull(List<@Nullable Object> outputs) {
        List<Problem> problems = new ArrayList<>();
        List<Object> values = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Object value = outputs.get(i);
            if (value != null) {
                values.add(value);
                continue;
            }
            String output = node.outputs().get(i).name();
            problems.add(Problem.error(
                            RunCode.NULL_OUTPUT,
                            "Node '" + node.name() + "' returned null for '" + output
                                    + "': saving null to a dataset is not allowed.")
                    .at(node.place())
                    .fix("return a value from " + node.function().displayName()
                            + ", an empty one if there is nothing, or wire the node without '" + output + "'"));
        }
        if (!problems.isEmpty()) {
            throw new JedroException(problems);
        }
        return values;
    }

    private void save(List<Object> outputs) throws Exception {
        List<Type> types = outputs.isEmpty() ? List.of() : node.outputTypes();
        for (int i = 0; i < outputs.size(); i++) {
            String name = node.outputs().get(i).name();
            Object value = outputs.get(i);
            if (LOG.isInfoEnabled()) {
                LOG.info("Saving data to {} ({})...", name, catalog.typeName(name));
            }
            long start = System.nanoTime();
            if (hooks.watchNodes()) {
                hooks.beforeSave(new BeforeSave(scope, node, name, value));
            }
            OptionalLong saved = save(name, types.get(i), value);
            saved.ifPresent(count -> rows.put(name, count));
            if (catalog.definition().persists(name)) {
                Optional<String> version = catalog.savedVersion(name);
                version.ifPresent(made -> versions.put(name, made));
                journal.saved(node, name, version);
            }
            if (hooks.watchNodes()) {
                hooks.afterSave(
                        new AfterSave(scope, node, name, value, saved, catalog.savedVersion(name), since(start)));
            }
        }
    }

    private OptionalLong save(String name, Type type, Object value) throws Exception {
        if (Streams.isStream(value, type)) {
            return Streams.save(catalog, name, type, value);
        }
        catalog.save(name, type, value);
        return catalog.rows(name);
    }

    /** The last first: what the node gave may read from what it took. */
    private void close() {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            try {
                toClose.get(i).close();
            } catch (Exception e) {
                LOG.warn("A stream of node {} could not be closed: {}", node.name(), redact.apply(e.toString()));
            }
        }
        toClose.clear();
    }

    /** Hooks see values as they are; only parameters may be null. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static Map<String, Object> view(Map<String, @Nullable Object> values) {
        return (Map<String, Object>) (Map<String, ?>) Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
