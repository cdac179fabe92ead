package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinderTest {
    private static final Place HERE = Place.of("test.yml", 1, 1);

    record Options(double testSize, int randomState, List<String> features, Optional<String> label) {
        static Options defaults() {
            return new Options(0.2, 3, List.of("a"), Optional.empty());
        }
    }

    @Test
    void bindsSnakeCaseKeysAndFillsInDefaults() {
        Options bound = Binder.bind(ConfigMap.of(Map.of("test_size", 0.5), HERE), Options.class);

        assertThat(bound).isEqualTo(new Options(0.5, 3, List.of("a"), Optional.empty()));
    }

    @Test
    void tellsAllProblemsAtOnce() {
        Problems problems = new Problems();
        ConfigMap wrong = ConfigMap.of(Map.of("test_siz", 0.5, "random_state", "many"), HERE);

        assertThat(Binder.bind(wrong, Options.class, problems)).isEmpty();
        assertThat(problems.all())
                .extracting(problem -> problem.code())
                .containsExactlyInAnyOrder(ConfigCode.UNKNOWN_OPTION, ConfigCode.WRONG_TYPE);
    }
}
