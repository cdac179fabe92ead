package dev.jedro.guide;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Param.param;
import static dev.jedro.pipeline.Ref.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.pipeline.Param;
import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.pipeline.Ref;
import dev.jedro.testkit.PipelineExtension;
import dev.jedro.testkit.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of docs/testing.md. */
class TestingGuideTest {
    private static final Ref<List<Price>> PRICES = ref("prices"), DEAR = ref("dear");
    private static final Ref<Summary> SUMMARY = ref("summary");
    private static final Param<Options> OPTIONS = param("options");

    record Price(String what, double amount) {}

    record Options(double limit) {}

    record Summary(int count, double total) {}

    static List<Price> keepDear(List<Price> prices, Options options) {
        return prices.stream()
                .filter(price -> price.amount() >= options.limit())
                .toList();
    }

    static Summary summarise(List<Price> dear) {
        return new Summary(dear.size(), dear.stream().mapToDouble(Price::amount).sum());
    }

    static final class PricingPipeline implements PipelineDefinition {
        @Override
        public Pipeline pipeline() {
            return Pipeline.of(
                    node(TestingGuideTest::keepDear).from(PRICES, OPTIONS).to(DEAR),
                    node(TestingGuideTest::summarise).from(DEAR).to(SUMMARY));
        }
    }

    // snippet: whole
    @RegisterExtension
    final PipelineExtension pipeline = PipelineExtension.of(new PricingPipeline());

    @Test
    void sumsWhatIsDear() {
        TestRun run = pipeline.with(PRICES, List.of(new Price("ink", 3), new Price("desk", 90)))
                .with(OPTIONS, new Options(10))
                .run();

        assertThat(run).succeeded().hasOutput(SUMMARY, new Summary(1, 90));
    }
    // end

    // snippet: slice
    @Test
    void sumsNothing() {
        TestRun run = pipeline.only("summarise").with(DEAR, List.of()).run();

        assertThat(run).ranExactly("summarise").hasOutput(SUMMARY, new Summary(0, 0));
    }
    // end

    // snippet: failing
    @Test
    void sumsNothingAfterAFailure() {
        TestRun run = pipeline.with(PRICES, List.of())
                .with(OPTIONS, new Options(10))
                .failing("keep_dear", new IOException("the disk is full"))
                .run();

        assertThat(run).failedAt("keep_dear").hasProblem("JED-405", "the disk is full");
    }
    // end

    @Test
    void tellsTheDifferencesThatThePageShows() throws IOException {
        String page = Files.readString(Path.of("../docs/testing.md"));
        TestRun run = pipeline.with(PRICES, List.of(new Price("desk", 90), new Price("lamp", 40)))
                .with(OPTIONS, new Options(10))
                .run();

        assertThatThrownBy(() -> assertThat(run).hasOutput(DEAR, List.of(new Price("desk", 95), new Price("lamp", 40))))
                .satisfies(error -> assertThat(page)
                        .contains(String.valueOf(error.getMessage()).strip()));
    }
}
