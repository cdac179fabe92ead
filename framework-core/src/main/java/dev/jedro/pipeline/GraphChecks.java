package dev.jedro.pipeline;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must hold of a pipeline's nodes together. Finds all mistakes, not only the first. */
final class GraphChecks {
    static final String NAME_RULE = "use only letters, digits, hyphens, underscores and full stops";
    private static final int MOST_PLACES = 5;
    private final List<Node> nodes;
    private final Problems problems = new Problems();

    private GraphChecks(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** The graph of these nodes; all that is wrong with them as one exception. */
    static Graph checked(List<Node> nodes) {
        GraphChecks checks = new GraphChecks(nodes);
        checks.names();
        checks.tags();
        checks.datasets();
        checks.formats();
        checks.confirms();
        Graph graph = Graph.of(nodes);
        Cycles.problems(graph.stuck()).forEach(checks.problems::add);
        checks.problems.throwIfErrors();
        return graph;
    }

    static boolean isName(String name) {
        int c;
        for (int i = 0; i < name.length(); i += Character.charCount(c)) {
            c = name.codePointAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void names() {
        Claims names = new Claims();
        for (Node node : nodes) {
            if (!node.hasName()) {
                problems.add(
                        Problem.error(PipelineCode.NAME_MISSING, "A node calls a lambda, which has no name that lasts.")
                                .at(node.place())
                                .fix("add .named(\"…\") to the node")
                                .fix("call a method: node(MyNodes::clean)"));
                continue;
            }
            if (!isName(node.shortName())) {
                problems.add(
                        Problem.error(PipelineCode.BAD_NODE_NAME, "'" + node.shortName() + "' is no valid node name.")
                                .at(node.place())
                                .fix(NAME_RULE));
            }
            names.claim(node.name(), node);
        }
        names.disputed((name, claimants) -> problems.add(sameName(name, claimants)));
    }

    /** One that holds a comma could not be chosen with {@code --tags}. */
    private void tags() {
        for (Node node : nodes) {
            for (String tag : node.tags()) {
                if (!isName(tag)) {
                    problems.add(Problem.error(
                                    PipelineCode.BAD_TAG,
                                    "'" + tag + "' of node '" + node.name() + "' is no valid tag.")
                            .at(node.place())
                            .fix(NAME_RULE));
                }
            }
        }
    }

    private static Problem sameName(String name, List<Node> claimants) {
        String many = claimants.size() == 2 ? "Two" : String.valueOf(claimants.size());
        Problem problem = at(
                Problem.error(
                        PipelineCode.DUPLICATE_NODE_NAME, many + " nodes of the pipeline are named '" + name + "'."),
                claimants);
        Node node = claimants.get(0);
        if (claimants.stream().allMatch(node::equals)) {
            return problem.fix("give the node once, or join pipelines that share it with a.plus(b)");
        }
        return node.namespace().isEmpty()
                ? problem.fix("give each of them a name of its own with .named(\"…\")")
                : problem.fix("put each of the pipelines into a namespace of its own with .in(\"…\")");
    }

    private static Problem at(Problem problem, List<Node> claimants) {
        Problem placed = problem;
        for (Node node : claimants.subList(0, Math.min(claimants.size(), MOST_PLACES))) {
            placed = placed.at(node.place());
        }
        return placed;
    }

    private void datasets() {
        Claims writers = new Claims();
        for (Node node : nodes) {
            Set<String> own = new HashSet<>();
            for (Ref<?> output : node.outputs()) {
                String name = output.datasetName();
                if (own.add(name)) {
                    writers.claim(name, node);
                } else {
                    problems.add(Problem.error(
                                    PipelineCode.DUPLICATE_OUTPUT,
                                    "Node '" + node.name() + "' writes '" + name + "' more than once.")
                            .at(node.place())
                            .fix("give each output a dataset of its own"));
                }
            }
            if (!own.isEmpty()) {
                ownInputs(node, own);
            }
        }
        writers.disputedByDifferentNodes((name, claimants) -> problems.add(at(
                        Problem.error(
                                PipelineCode.TWO_WRITERS,
                                "Dataset '" + name + "' is written by " + names(claimants) + "."),
                        claimants)
                .fix("let each of them write a dataset of its own")));
    }

    private static String names(List<Node> claimants) {
        return claimants.stream().map(node -> "'" + node.name() + "'").collect(Collectors.joining(" and by "));
    }

    private void ownInputs(Node node, Set<String> outputs) {
        Set<String> both = new LinkedHashSet<>();
        for (Input<?> input : node.inputs()) {
            if (input instanceof Ref<?> ref && outputs.contains(ref.datasetName())) {
                both.add(ref.datasetName());
            }
        }
        for (String name : both) {
            problems.add(Problem.error(
                            PipelineCode.OWN_INPUT,
                            "Node '" + node.name() + "' reads '" + name
                                    + "' and writes it, so it would wait for itself.")
                    .at(node.place())
                    .fix("write the result to a dataset of another name"));
        }
    }

    private void formats() {
        Set<String> plain = new HashSet<>(nodes.size() * 2);
        Map<String, Ref<?>> formatted = new TreeMap<>();
        Set<Ref<?>> bad = new LinkedHashSet<>();
        Set<Param<?>> badParams = new LinkedHashSet<>();
        for (Node node : nodes) {
            for (Input<?> input : node.inputs()) {
                if (input instanceof Ref<?> ref) {
                    sort(ref, plain, formatted, bad);
                } else if (input instanceof Param<?> param && !isPath(param.name())) {
                    badParams.add(param);
                }
            }
            node.outputs().forEach(ref -> sort(ref, plain, formatted, bad));
            node.confirms().forEach(ref -> sort(ref, plain, formatted, bad));
        }
        bad.forEach(ref -> problems.add(badName(ref)));
        badParams.forEach(param -> problems.add(
                Problem.error(PipelineCode.BAD_DATASET_NAME, "'" + param.name() + "' is no path of parameter keys.")
                        .at(param.place())
                        .fix("join keys by single dots, as in param(\"model_options.test_size\")")));
        formatted.values().stream()
                .filter(ref -> plain.contains(ref.datasetName()))
                .forEach(ref -> problems.add(Problem.error(
                                PipelineCode.MIXED_FORMATS,
                                "Dataset '" + ref.datasetName() + "' is used with a format ('" + ref.name()
                                        + "') and without one.")
                        .at(ref.place())
                        .fix("name a format wherever it is used, or nowhere")));
    }

    private static void sort(Ref<?> ref, Set<String> plain, Map<String, Ref<?>> formatted, Set<Ref<?>> bad) {
        String name = ref.name();
        int at = name.indexOf(Ref.FORMAT);
        if (isBad(name, at)) {
            bad.add(ref);
        } else if (at < 0) {
            plain.add(name);
        } else {
            formatted.putIfAbsent(ref.datasetName(), ref);
        }
    }

    private static boolean isBad(String name, int at) {
        return name.isBlank()
                || !name.strip().equals(name)
                || name.equals(Param.WHOLE)
                || name.startsWith(Param.PREFIX)
                || at == 0
                || (at > 0 && (at == name.length() - 1 || name.indexOf(Ref.FORMAT, at + 1) > 0));
    }

    private static Problem badName(Ref<?> ref) {
        String name = ref.name();
        Problem problem = Problem.error(
                        PipelineCode.BAD_DATASET_NAME, "'" + name + "' cannot be the name of a dataset.")
                .at(ref.place());
        if (name.startsWith(Param.PREFIX)) {
            return problem.fix("use param(\"" + name.substring(Param.PREFIX.length()) + "\") for a parameter");
        }
        if (name.equals(Param.WHOLE)) {
            return problem.fix("use Param.parameters() for all parameters together");
        }
        return name.indexOf(Ref.FORMAT) >= 0
                ? problem.fix("write one name and one format, as in ref(\"flights@spark\")")
                : problem.fix("give it a name that does not start or end in white space");
    }

    private static boolean isPath(String name) {
        return !name.isBlank() && !name.startsWith(".") && !name.endsWith(".") && !name.contains("..");
    }

    private void confirms() {
        Claims confirming = new Claims();
        for (Node node : nodes) {
            new LinkedHashSet<>(node.confirms()).forEach(ref -> confirming.claim(ref.name(), node));
        }
        confirming.disputedByDifferentNodes((name, claimants) -> problems.add(at(
                        Problem.error(
                                PipelineCode.CONFIRMED_TWICE,
                                "Dataset '" + name + "' is confirmed by " + names(claimants) + "."),
                        claimants)
                .fix("let only one of them confirm it")));
    }
}
