package dev.jedro.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.config.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlatteningTest {
    private static final Flattening ALL = new Flattening(MlflowSettings.DictParams.defaults());

    enum Kind {
        LINEAR
    }

    record Inner(double testSize, Optional<String> name, Optional<Integer> seed) {}

    record Options(
            Inner inner,
            Kind kind,
            List<Inner> several,
            Map<Integer, Boolean> flags,
            Duration patience,
            LocalDate since,
            Path file,
            BigDecimal price,
            float rate,
            Secret token,
            List<Integer> sizes,
            Bean bean) {}

    public static final class Bean {
        public String getTitle() {
            return "of a bean";
        }
    }

    @Test
    void aParameterHasTheNamesAndTextsOfYaml() {
        Inner inner = new Inner(0.2, Optional.of("a"), Optional.empty());
        Options options = new Options(
                inner,
                Kind.LINEAR,
                List.of(inner),
                Map.of(1, true),
                Duration.ofSeconds(90),
                LocalDate.of(2026, 11, 28),
                Path.of("a/b"),
                new BigDecimal("1.50"),
                0.1f,
                new Secret("hunter2"),
                List.of(1, 2),
                new Bean());
        assertThat(ALL.flat("model", options))
                .containsExactly(
                        Map.entry("model.inner.test_size", "0.2"),
                        Map.entry("model.inner.name", "a"),
                        Map.entry("model.inner.seed", "null"),
                        Map.entry("model.kind", "LINEAR"),
                        Map.entry("model.several", "[{\"test_size\":0.2,\"name\":\"a\",\"seed\":null}]"),
                        Map.entry("model.flags.1", "true"),
                        Map.entry("model.patience", "PT1M30S"),
                        Map.entry("model.since", "2026-11-28"),
                        Map.entry("model.file", "a/b"),
                        Map.entry("model.price", "1.50"),
                        Map.entry("model.rate", "0.1"),
                        Map.entry("model.token", Secret.MASK),
                        Map.entry("model.sizes", "[1,2]"),
                        Map.entry("model.bean.title", "of a bean"));
    }

    @Test
    void allParametersAtOnceStandWithoutANameBefore() {
        assertThat(ALL.flat("parameters", Map.of("a", Map.of("b", 1)))).containsExactly(Map.entry("a.b", "1"));
    }

    @Test
    void mapsStayWholeIfTheFileSaysSo() {
        Flattening whole = new Flattening(new MlflowSettings.DictParams(false, true, "."));
        assertThat(whole.flat("model", Map.of("b", 1))).containsExactly(Map.entry("model", "{\"b\":1}"));
        Flattening once = new Flattening(new MlflowSettings.DictParams(true, false, "-"));
        assertThat(once.flat("model", Map.of("b", Map.of("c", 1)))).containsExactly(Map.entry("model-b", "{\"c\":1}"));
    }
}
