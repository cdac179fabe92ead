package dev.jedro.pipeline;

import dev.jedro.problem.Problem;
import java.util.List;

final class Groups {
    private Groups() {}

    static List<Problem> interrupted(Graph graph) {
        return List.of();
    }
}
