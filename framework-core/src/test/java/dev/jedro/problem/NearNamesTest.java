package dev.jedro.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    @Test
    void givesTheNameThatWasPerhapsMeant() {
        assertThat(NearNames.of("compnies", List.of("companies", "reviews", "shuttles")))
                .containsExactly("companies");
    }

    @Test
    void givesTheNearestFirstAndNamesAtTheSameDistanceByTheAlphabet() {
        assertThat(NearNames.of("table", List.of("tables", "cable", "stable", "table_")))
                .hasSize(3)
                .startsWith("stable");
    }

    @Test
    void givesNothingWhereNothingIsNear() {
        assertThat(NearNames.of("companies", List.of("x", "metrics", ""))).isEmpty();
    }

    @Test
    void takesUpperAndLowerCaseForTheSameLetter() {
        assertThat(NearNames.of("COMPANIES", List.of("companies"))).containsExactly("companies");
    }

    @Test
    void namesEachNameOnce() {
        assertThat(NearNames.of("model", List.of("models", "models"))).containsExactly("models");
    }

    @Test
    void measuresAsPythonsDifflibDoes() {
        assertThat(NearNames.ratio("abcd", "bcde")).isCloseTo(0.75, within(1e-12));
        assertThat(NearNames.ratio("", "")).isEqualTo(1.0);
        assertThat(NearNames.ratio("", "a")).isZero();
    }

    @Test
    void thatAreProbablyMeantAreFewer() {
        assertThat(NearNames.typosOf("score", List.of("scor", "store", "source")))
                .containsExactly("scor", "store");
        assertThat(NearNames.of("city", List.of("county"))).containsExactly("county");
        assertThat(NearNames.typosOf("city", List.of("county"))).isEmpty();
    }
}
