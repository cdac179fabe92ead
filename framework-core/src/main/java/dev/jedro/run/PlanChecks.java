package dev.jedro.run;

import dev.jedro.pipeline.Input;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.PipelineCode;
import dev.jedro.pipeline.Ref;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that can be wrong with a plan before the first node runs. */
final class PlanChecks {
    private final RunPlan plan;
    private final Problems into;
    private final Map<String, Node> writers = new HashMap<>();
    private final Map<String, Type> written = new HashMap<>();
    private final Set<String> missing = new HashSet<>();

    PlanChecks(RunPlan plan, Problems into) {
        this.plan = plan;
        this.into = into;
    }

    void run() {
        for (Node node : plan.pipeline().nodes()) {
            List<Type> types = node.outputTypes();
            for (int i = 0; i < types.size(); i++) {
                Ref<?> output = node.outputs().get(i);
                writers.put(output.datasetName(), node);
                written.put(output.name(), types.get(i));
            }
        }
        handedIn();
        entries();
        for (Node node : plan.pipeline().nodes()) {
            List<Type> types = node.inputTypes();
            for (int i = 0; i < types.size(); i++) {
                input(node, i, types.get(i));
            }
            outputs(node);
            confirms(node);
        }
    }

    private void confirms(Node node) {
        for (Ref<?> confirmed : node.confirms()) {
            if (!plan.data().containsKey(confirmed.name())) {
                plan.catalog().checkConfirm(confirmed.name(), node.place()).ifPresent(into::add);
            }
        }
    }

    /** What the catalog says about the datasets in use has to be sound. */
    private void entries() {
        Map<String, List<Problem>> found = new TreeMap<>();
        for (Node node : plan.pipeline().nodes()) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Ref<?> ref) {
                    entry(ref.name(), found);
                }
            }
            for (Ref<?> output : node.outputs()) {
                entry(output.name(), found);
            }
        }
        found.values().forEach(into::addAll);
    }

    private void entry(String name, Map<String, List<Problem>> found) {
        List<Problem> problems = plan.catalog().check(name);
        if (!problems.isEmpty()) {
            found.put(name, problems);
        }
    }

    private void input(Node node, int which, Type type) {
        Input<?> input = node.inputs().get(which);
        if (input instanceof Param<?> param) {
            plan.parameters().bind(param, type, node, which, into);
        } else if (input instanceof Resource<?> resource) {
            resource(node, resource);
        } else if (input instanceof Ref<?> ref) {
            dataset(node, ref, type);
        }
    }

    private void dataset(Node node, Ref<?> ref, Type type) {
        if (plan.data().containsKey(ref.name()) || plan.catalog().isBroken(ref.name())) {
            return;
        }
        if (!isWritten(ref) && !canBeLoaded(ref.name())) {
            if (missing.add(ref.name())) {
                into.add(missing(node, ref));
            }
            return;
        }
        if (plan.catalog().persists(ref.name())) {
            plan.catalog().checkLoad(ref.name(), type, node.place()).ifPresent(into::add);
        } else {
            inMemory(node, ref, type);
        }
    }

    /** In memory each format of a dataset is kept by itself; on disk they are one. */
    private boolean isWritten(Ref<?> ref) {
        return plan.catalog().persists(ref.name())
                ? writers.containsKey(ref.datasetName())
                : written.containsKey(ref.name());
    }

    private boolean canBeLoaded(String name) {
        return plan.catalog().find(name).isPresent() && plan.catalog().persists(name);
    }

    private void inMemory(Node node, Ref<?> ref, Type type) {
        Type given = written.get(ref.name());
        if (given != null && !TypeFit.fits(given, type)) {
            Node writer = Objects.requireNonNull(writers.get(ref.datasetName()));
            into.add(Problem.error(
                            RunCode.TYPES_DIFFER,
                            "Node '" + node.name() + "' takes '" + ref.name() + "' as " + TypeText.of(type)
                                    + ", but node '" + writer.name() + "' gives " + TypeText.of(given) + ".")
                    .at(node.place())
                    .at(writer.place())
                    .fix("let both methods use one type")
                    .fix("let a file stand between them: put '" + ref.datasetName()
                            + "' into the catalog once for each type, such as '" + ref.datasetName() + "@rows' and '"
                            + ref.datasetName() + "@table' with one filepath, and let each node name its own"));
        }
    }

    private void outputs(Node node) {
        List<Type> types = node.outputTypes();
        for (int i = 0; i < types.size(); i++) {
            Ref<?> output = node.outputs().get(i);
            if (plan.catalog().persists(output.name())) {
                plan.catalog().checkWrite(output.name(), node.place()).ifPresent(into::add);
                save(output.name(), types.get(i), node.place()).ifPresent(into::add);
            }
        }
    }

    private Optional<Problem> save(String name, Type type, Place place) {
        Optional<Problem> whole = plan.catalog().checkSave(name, type, place);
        return whole.isPresent() && isAppended(name, type)
                ? plan.catalog().checkAppend(name, TypeFit.element(type), place)
                : whole;
    }

    /** Whether it is a stream that the dataset takes piece by piece. */
    private boolean isAppended(String name, Type type) {
        return TypeFit.isStream(TypeText.raw(type)) && plan.catalog().canAppend(name, TypeFit.element(type));
    }

    private void resource(Node node, Resource<?> resource) {
        Set<Resource<?>> provided = plan.resources().provided();
        if (!provided.contains(resource) && missing.add(resource.key())) {
            List<String> names = provided.stream().map(Resource::name).sorted().toList();
            into.add(Problem.error(
                            RunCode.RESOURCE_MISSING,
                            "Node '" + node.name() + "' takes the resource '" + resource.name() + "' ("
                                    + resource.type().getSimpleName() + "), which no hook provides.")
                    .at(node.place())
                    .at(resource.place())
                    .near(NearNames.of(resource.name(), names))
                    .fix("add the module that provides it to pom.xml, or register its hook in the project class"));
        }
    }

    private void handedIn() {
        Set<String> inputs = plan.pipeline().inputs();
        for (String name : new TreeSet<>(plan.data().keySet())) {
            if (!inputs.contains(name)) {
                into.add(Problem.error(
                                RunCode.UNKNOWN_DATA,
                                "A value was handed in for '" + name + "', which is no free input of this run.")
                        .near(NearNames.of(name, inputs))
                        .fix("hand in only: " + String.join(", ", inputs)));
            }
        }
        if (plan.data().isEmpty()) {
            return;
        }
        for (Node node : plan.pipeline().nodes()) {
            List<Type> types = node.inputTypes();
            for (int i = 0; i < types.size(); i++) {
                Object value = plan.data().get(node.inputs().get(i).key());
                Type type = types.get(i);
                Class<?> raw = TypeText.raw(type);
                boolean fits = raw.isInstance(value) || (value instanceof List && TypeFit.isStream(raw));
                if (value != null && !fits) {
                    into.add(Problem.error(
                                    RunCode.TYPES_DIFFER,
                                    "Node '" + node.name() + "' takes '"
                                            + node.inputs().get(i).key() + "' as "
                                            + TypeText.of(type) + ", but what was handed in is of type "
                                            + value.getClass().getSimpleName() + ".")
                            .at(node.place())
                            .fix("hand in a value of type " + TypeText.of(type)));
                }
            }
        }
    }

    private Problem missing(Node node, Ref<?> ref) {
        Set<String> candidates = new LinkedHashSet<>(plan.catalog().names());
        candidates.addAll(written.keySet());
        candidates.remove(ref.name());
        candidates.removeAll(madeFrom(node));
        List<String> near = NearNames.of(ref.name(), candidates);
        boolean memory = plan.catalog().find(ref.name()).isPresent();
        String what = "Node '" + node.name() + "' reads '" + ref.name() + "', which "
                + (memory
                        ? "is kept in memory only, and which no node of this run writes."
                        : "no node of this run writes and no catalog entry defines.");
        Problem problem = Problem.error(PipelineCode.UNDEFINED_INPUT, what)
                .at(node.place())
                .at(ref.place())
                .near(near.stream().map(this::placed).toList());
        if (!writers.containsKey(ref.datasetName())
                && plan.whole().writerOf(ref.name()).isPresent()) {
            Node writer = plan.whole().writerOf(ref.name()).get();
            return problem.fix("run node '" + writer.name() + "' too, which writes it, or add '" + ref.name()
                    + "' to the catalog, so that it is kept between runs");
        }
        if (memory) {
            return problem.fix("give '" + ref.name() + "' a type that keeps data, such as Json")
                    .fix("hand its value in with RunRequest.with");
        }
        Optional<String> outside = Outside.name(node, ref.name(), candidates::contains);
        if (outside.isPresent()) {
            return problem.fix(Outside.fix(node, outside.get()))
                    .fix("add '" + ref.name() + "' to conf/base/catalog.yml");
        }
        Problem fixed = near.isEmpty()
                ? problem
                : problem.fix("rename the Ref in " + ref.place() + " to \"" + near.get(0) + "\"");
        return fixed.fix("add '" + ref.name() + "' to conf/base/catalog.yml");
    }

    /** What comes of a node: to read that would be a cycle. */
    private Set<String> madeFrom(Node node) {
        Set<String> names = new HashSet<>();
        for (Node after : plan.pipeline().fromNodes(node.name()).nodes()) {
            after.outputs().forEach(output -> names.add(output.name()));
        }
        return names;
    }

    private String placed(String name) {
        return plan.catalog()
                .find(name)
                .map(found -> name + " (" + found.place() + ")")
                .orElseGet(() -> plan.pipeline()
                        .writerOf(name)
                        .map(node -> name + " (" + node.place() + ")")
                        .orElse(name));
    }
}
