package dev.jedro.pipeline;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pipeline put into a namespace by {@link Pipeline#in}. It is a pipeline like any other; in addition names can be bound, which exempts
 * them from the prefix. Binds name what the pipeline reads and writes as it was before the prefix, and all count at once. They are checked when
 * the pipeline is first used.
 */
public final class Namespaced extends Pipeline {
    private final Pipeline inner;
    private final String namespace;
    private final boolean prefixesData;
    private final List<Bind> binds;
    private final CallSite site;

    private record Bind(Input<?> inner, Input<?> outer, CallSite site) {}

    Namespaced(Pipeline inner, String namespace) {
        this(inner, namespace, true, List.of(), CallSite.ofCaller());
    }

    private Namespaced(Pipeline inner, String namespace, boolean prefixesData, List<Bind> binds, CallSite site) {
        super(() -> build(inner, namespace, prefixesData, binds, site));
        this.inner = inner;
        this.namespace = namespace;
        this.prefixesData = prefixesData;
        this.binds = binds;
        this.site = site;
    }

    /** Lets the pipeline read or write {@code outside} where it says {@code inside}. */
    public <T> Namespaced bind(Ref<T> inside, Ref<T> outside) {
        return with(new Bind(inside, outside, CallSite.ofCaller()));
    }

    /** Lets the pipeline read the parameter {@code outside} where it says {@code inside}. */
    public <T> Namespaced bind(Param<T> inside, Param<T> outside) {
        return with(new Bind(inside, outside, CallSite.ofCaller()));
    }

    /** Leaves these datasets and parameters without the prefix, to be shared with other pipelines. */
    public Namespaced keep(Input<?>... shared) {
        Namespaced all = this;
        CallSite here = CallSite.ofCaller();
        for (Input<?> input : shared) {
            all = all.with(new Bind(input, input, here));
        }
        return all;
    }

    /** Prefixes only the names of nodes, and no dataset or parameter. */
    public Namespaced namesOnly() {
        return new Namespaced(inner, namespace, false, binds, site);
    }

    private Namespaced with(Bind bind) {
        List<Bind> more = new ArrayList<>(binds);
        more.add(bind);
        return new Namespaced(inner, namespace, prefixesData, List.copyOf(more), site);
    }

    /** {@code a.b.c} gives {@code a}, {@code a.b} and {@code a.b.c}; nothing for no namespace. */
    static List<String> prefixes(String namespace) {
        List<String> prefixes = new ArrayList<>();
        for (int dot = namespace.indexOf('.'); dot >= 0; dot = namespace.indexOf('.', dot + 1)) {
            prefixes.add(namespace.substring(0, dot));
        }
        if (!namespace.isEmpty()) {
            prefixes.add(namespace);
        }
        return prefixes;
    }

    private static Graph build(
            Pipeline inner, String namespace, boolean prefixesData, List<Bind> binds, CallSite site) {
        Problems problems = new Problems();
        if (!namespace.isEmpty() && !GraphChecks.isName(namespace)) {
            problems.add(Problem.error(PipelineCode.BAD_NODE_NAME, "'" + namespace + "' is no valid namespace.")
                    .at(site.place())
                    .fix(GraphChecks.NAME_RULE));
        }
        checkBinds(inner, binds, problems);
        problems.throwIfErrors();
        Renaming renaming = new Renaming(prefixesData && !namespace.isEmpty() ? namespace + "." : "", new HashMap<>());
        binds.forEach(bind -> renaming.binds.put(bind.inner.key(), bind.outer));
        return GraphChecks.checked(inner.nodes().stream()
                .map(node -> node.in(namespace, renaming::input, renaming::ref))
                .toList());
    }

    private static void checkBinds(Pipeline inner, List<Bind> binds, Problems problems) {
        if (binds.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>(inner.datasets());
        inner.nodes().forEach(node -> node.confirms().forEach(ref -> known.add(ref.name())));
        Set<String> all = new HashSet<>(known);
        known.forEach(name -> all.add(Ref.withoutFormat(name)));
        Map<String, Bind> first = new HashMap<>();
        for (Bind bind : binds) {
            Bind before = first.putIfAbsent(bind.inner.key(), bind);
            if (!all.contains(bind.inner.key())) {
                problems.add(Slicing.unknownDataset(bind.inner.key(), known)
                        .at(bind.site.place())
                        .at(bind.inner.place()));
            } else if (before != null && !before.outer.equals(bind.outer)) {
                problems.add(Problem.error(
                                PipelineCode.BOUND_TWICE,
                                "'" + bind.inner.key() + "' is bound to '" + before.outer.key() + "' and to '"
                                        + bind.outer.key() + "'.")
                        .at(before.site.place())
                        .at(bind.site.place())
                        .fix("drop one of the two binds"));
            }
        }
    }

    /** @param prefix with the dot at its end, or empty */
    private record Renaming(String prefix, Map<String, Input<?>> binds) {

        Input<?> input(Input<?> input) {
            if (input instanceof Ref<?> ref) {
                return ref(ref);
            }
            Input<?> bound = binds.get(input.key());
            if (bound != null) {
                return bound;
            }
            return input instanceof Param<?> param && !param.isWhole() && !prefix.isEmpty()
                    ? param.renamed(prefix + param.name())
                    : input;
        }

        Ref<?> ref(Ref<?> ref) {
            if (binds.get(ref.name()) instanceof Ref<?> bound) {
                return bound;
            }
            String base = ref.datasetName();
            String name = binds.get(base) instanceof Ref<?> bound ? bound.name() : prefix + base;
            return ref.renamed(name + ref.name().substring(base.length()));
        }
    }
}
