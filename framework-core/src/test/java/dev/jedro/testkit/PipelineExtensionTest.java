package dev.jedro.testkit;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.hook.Hook;
import dev.jedro.hook.NodeFailed;
import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PipelineExtensionTest {
    private static final Ref<List<Price>> PRICES = ref("prices");
    private static final Ref<List<Price>> DEAR = ref("dear");
    private static final Ref<Summary> SUMMARY = ref("summary");
    private static final Ref<Stream<Integer>> NUMBERS = ref("numbers");
    private static final Param<Options> OPTIONS = param("options");

    record Price(String what, double amount) {}

    record Options(double limit, String unit) {}

    record Summary(int count, double total, String unit) {}

    static List<Price> keepDear(List<Price> prices, Options options) {
        return prices.stream()
                .filter(price -> price.amount() >= options.limit())
                .toList();
    }

    static Summary summarise(List<Price> dear, Options options) {
        return new Summary(dear.size(), dear.stream().mapToDouble(Price::amount).sum(), options.unit());
    }

    static Stream<Integer> count() {
        return Stream.of(1, 2, 3);
    }

    @RegisterExtension
    final PipelineExtension pipeline = PipelineExtension.of(
            node(PipelineExtensionTest::keepDear).from(PRICES, OPTIONS).to(DEAR),
            node(PipelineExtensionTest::summarise).from(DEAR, OPTIONS).to(SUMMARY));

    private PipelineTrial priced(double... amounts) {
        List<Price> prices = new ArrayList<>();
        for (double amount : amounts) {
            prices.add(new Price("p" + prices.size(), amount));
        }
        return pipeline.with(PRICES, prices).with(OPTIONS, new Options(10, "EUR"));
    }

    @Nested
    class Running {
        @Test
        void takesDataAndParametersAsTheyAre() {
            assertThat(priced(9.5, 10.5, 20).run()).succeeded().hasOutput(SUMMARY, new Summary(2, 30.5, "EUR"));
        }

        @Test
        void bindsNestedParametersAsParametersYmlDoes() {
            TestRun run = pipeline.with(PRICES, List.of(new Price("a", 3)))
                    .params(Map.of("options", Map.of("limit", 2, "unit", "CHF")))
                    .run();

            assertThat(run.output(SUMMARY)).isEqualTo(new Summary(1, 3, "CHF"));
        }

        @Test
        void keepsWhatNodesHandToEachOther() {
            assertThat(priced(5, 50).run()).hasOutput(DEAR, List.of(new Price("p1", 50)));
        }

        @Test
        void runsASliceOnItsOwnInputs() {
            TestRun run = pipeline.only("summarise")
                    .with(DEAR, List.of(new Price("a", 1)))
                    .with(OPTIONS, new Options(0, "EUR"))
                    .run();

            assertThat(run).succeeded().ranExactly("summarise");
        }

        @Test
        void givesTheFreeOutputsThatAreStreams() {
            TestRun run = PipelineExtension.of(
                            node(PipelineExtensionTest::count).to(NUMBERS))
                    .trial()
                    .run();

            assertThat(run.output(NUMBERS)).containsExactly(1, 2, 3);
        }
    }

    @Nested
    class Failing {
        @Test
        void letsANodeFailOnPurpose() {
            List<String> told = new ArrayList<>();
            Hook hook = new Hook() {
                @Override
                public void nodeFailed(NodeFailed e) {
                    told.add(e.node().name());
                }
            };

            TestRun run = priced(5)
                    .failing("keep_dear", new IOException("the disk is full"))
                    .hook(hook)
                    .run();

            assertThat(run)
                    .failedAt("keep_dear")
                    .hasProblem("JED-405", "the disk is full")
                    .ranExactly();
            assertThat(told).containsExactly("keep_dear");
        }

        @Test
        void namesTheNearestNode() {
            assertThatThrownBy(() -> pipeline.failing("kep_dear", new IOException()))
                    .isInstanceOf(JedroException.class)
                    .hasMessageContaining("keep_dear");
        }

        @Test
        void tellsOfAParameterOfAnotherType() {
            @SuppressWarnings({"unchecked", "rawtypes"}) // what a test in a hurry does
            PipelineTrial wrong = pipeline.with(PRICES, List.<Price>of()).with((Param) OPTIONS, "fast");

            assertThatThrownBy(wrong::run)
                    .hasMessageContaining("JED-4")
                    .hasMessageContaining("'params:options' as Options, but what was handed in is of type String");
        }

        @Test
        void tellsOfWhatWasNotHandedIn() {
            assertThatThrownBy(() -> pipeline.trial().run())
                    .hasMessageContaining("'prices'")
                    .hasMessageContaining("'options'");
        }
    }

    @Nested
    class Asserting {
        @Test
        void tellsTheRowAndTheComponentThatDiffer() {
            TestRun run = priced(10, 20).run();

            assertThatThrownBy(() -> assertThat(run)
                            .hasOutput(DEAR, List.of(new Price("p0", 10), new Price("p1", 21), new Price("p2", 5))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("'dear' differs:")
                    .hasMessageContaining("expected 3 rows but was 2")
                    .hasMessageContaining("row 1, amount: expected 21.0 but was 20.0")
                    .hasMessageContaining("row 2: missing Price[what=p2, amount=5.0]");
        }

        @Test
        void takesDecimalsThatAreCloseWhereAsked() {
            assertThat(priced(10.1, 10.2).run())
                    .withDecimalsWithin(1e-9)
                    .hasOutput(SUMMARY, new Summary(2, 20.3, "EUR"));
        }

        @Test
        void tellsWhyARunDidNotSucceed() {
            TestRun run = priced(5)
                    .failing("keep_dear", new IOException("the disk is full"))
                    .run();

            assertThatThrownBy(() -> assertThat(run).succeeded())
                    .hasMessageContaining("should have succeeded, but it failed")
                    .hasMessageContaining("the disk is full");
        }
    }
}
