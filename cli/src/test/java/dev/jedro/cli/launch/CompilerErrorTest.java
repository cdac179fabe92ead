package dev.jedro.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompilerErrorTest {

    @Test
    void ofASourceWithInputsSaysThatItHasNone() {
        String said = """
                cannot find symbol
                  symbol:   method from()
                  location: class dev.jedro.pipeline.NeedsOutput<java.lang.String>""";

        assertThat(CompilerError.problem(said).fixes())
                .containsExactly("leave out from(): the node's method takes nothing");
    }

    @Test
    void ofAnUnknownNameSaysToCorrectIt() {
        assertThat(CompilerError.problem("cannot find symbol\n  symbol: class Missing")
                        .fixes())
                .containsExactly("correct the name, or import what it names");
    }
}
