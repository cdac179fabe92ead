package dev.jedro.pipeline;

import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Names the circles in which nodes wait for each other. */
final class Cycles {
    private Cycles() {}

    /** @param stuck nodes that never became ready, so each of them waits for at least one other of them */
    static List<Problem> problems(List<Node> stuck) {
        Map<String, Integer> writers = Graph.writers(stuck);
        int[][] parents = Graph.parents(stuck, writers);
        int[] walk = new int[stuck.size()];
        Arrays.fill(walk, -1);
        List<Problem> problems = new ArrayList<>();
        for (int start = 0; start < walk.length; start++) {
            int at = start;
            while (walk[at] < 0) {
                walk[at] = start;
                at = parents[at][0];
            }
            if (walk[at] == start) {
                problems.add(
                        problem(circle(at, parents).stream().map(stuck::get).toList()));
            }
        }
        return problems;
    }

    /** From writer to reader; begins with the lowest position, so that the message does not depend on where the walk began. */
    private static List<Integer> circle(int member, int[][] parents) {
        List<Integer> circle = new ArrayList<>();
        int at = member;
        do {
            circle.add(at);
            at = parents[at][0];
        } while (at != member);
        Collections.reverse(circle);
        Collections.rotate(circle, -circle.indexOf(Collections.min(circle)));
        return circle;
    }

    private static Problem problem(List<Node> circle) {
        StringBuilder text = new StringBuilder("Nodes wait for each other in a circle: ");
        for (int i = 0; i < circle.size(); i++) {
            Node writer = circle.get(i);
            Node reader = circle.get((i + 1) % circle.size());
            text.append("'").append(writer.name()).append(i == 0 ? "' writes '" : "' reads it and writes '");
            text.append(between(writer, reader)).append(i == circle.size() - 1 ? "', which '" : "', ");
        }
        text.append(circle.get(0).name()).append("' reads.");
        Problem problem = Problem.error(PipelineCode.CYCLE, text.toString());
        for (Node node : circle) {
            problem = problem.at(node.place());
        }
        return problem.fix("write one of these datasets under another name");
    }

    private static String between(Node writer, Node reader) {
        return reader.inputs().stream()
                .filter(Ref.class::isInstance)
                .map(input -> ((Ref<?>) input).datasetName())
                .filter(name -> writer.outputs().stream()
                        .anyMatch(output -> output.datasetName().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no dataset between " + writer + " and " + reader));
    }
}
