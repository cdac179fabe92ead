package dev.jedro.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommaListTest {

    @Test
    void partsAtCommasAndTrims() {
        assertThat(CommaList.of(" a, b ,,c,")).containsExactly("a", "b", "c");
    }

    @Test
    void keepsCommasInBrackets() {
        assertThat(CommaList.of("two_inputs([A0,B0]) -> [C1],X,Y"))
                .containsExactly("two_inputs([A0,B0]) -> [C1]", "X", "Y");
    }

    @Test
    void isEmptyForNothing() {
        assertThat(CommaList.of(null)).isEmpty();
        assertThat(CommaList.of(" ")).isEmpty();
    }
}
