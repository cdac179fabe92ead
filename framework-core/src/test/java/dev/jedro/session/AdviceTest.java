package dev.jedro.session;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shop.Steps;

/** What a problem tells to do can be done, and helps. */
class AdviceTest {
    record Row(int id) {}

    private static final Ref<String> IN = ref("in");
    private static final Ref<String> MID = ref("mid");
    private static final Ref<String> FIN = ref("fin");

    @TempDir
    Path root;

    private Problem onlyProblemOf(TinyProject project) {
        try (Session session = project.open()) {
            List<Problem> problems =
                    session.check().stream().filter(Problem::isError).toList();
            assertThat(problems).hasSize(1);
            return problems.get(0);
        }
    }

    private static String shout(String text, int times) {
        return text.repeat(times);
    }

    @Test
    void inANamespaceTheInputThatIsThereWithoutItIsKeptAndNothingThatComesOfTheNodeIsNear() {
        Pipeline inside = Pipeline.of(
                node(Steps::same).from(IN).to(MID),
                node(Steps::same).from(MID).to(FIN).named("last"));
        Problem problem = onlyProblemOf(TinyProject.of(root, inside.in("n"))
                .file("conf/base/catalog.yml", "in: {type: Text, filepath: data/in.txt}\n"));

        assertThat(problem.what()).contains("reads 'n.in'");
        assertThat(problem.near()).noneMatch(near -> near.contains("n.fin") || near.contains("n.mid"));
        assertThat(problem.fixes().get(0)).startsWith("write .in(\"n\").keep(…) with the reference to 'in'");
    }

    private static int count(Map<String, Object> parameters) {
        return parameters.size();
    }

    @Test
    void aMistakeInTheConfigurationIsToldOnceAlsoWhereANodeReadsAllParameters() {
        Problem problem = onlyProblemOf(TinyProject.of(
                        root, node(AdviceTest::count).from(Param.parameters()).to(ref("n")))
                .file("conf/base/parameters.yml", "a: ${nope}\n"));

        assertThat(problem.what()).contains("'nope'");
        assertThat(problem.where()).hasSize(1);
    }

    @Test
    void inANamespaceTheParameterThatIsThereWithoutItIsKept() {
        Param<Integer> times = param("times");
        Pipeline inside = Pipeline.of(node(AdviceTest::shout).from(IN, times).to(FIN))
                .in("n")
                .keep(IN);
        Problem problem = onlyProblemOf(TinyProject.of(root, inside)
                .file("conf/base/catalog.yml", "in: {type: Text, filepath: data/in.txt}\n")
                .file("conf/base/parameters.yml", "times: 2\n"));

        assertThat(problem.what()).contains("'n.times'");
        assertThat(problem.fixes().get(0)).startsWith("write .in(\"n\").keep(…) with the reference to 'times'");
    }

    @Test
    void aLambdaThatDoesNotKeepTheTypeOfRowsIsToBecomeAMethodReference() {
        Ref<List<Row>> rows = ref("rows");
        Problem problem = onlyProblemOf(TinyProject.of(
                        root,
                        node((List<Row> all) -> all.size())
                                .from(rows)
                                .to(ref("count"))
                                .named("count"))
                .file("conf/base/catalog.yml", "rows: {type: Csv, filepath: data/rows.csv}\n"));

        assertThat(problem.fixes().get(0)).startsWith("write a method reference instead of a lambda");
    }
}
