package dev.jedro.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionCommitTest {
    @Test
    void takesOnlyANumberForAVersion() {
        assertThat(SessionCommit.number(Optional.of("12"))).contains("12");
        assertThat(SessionCommit.number(Optional.of(""))).isEmpty();
        assertThat(SessionCommit.number(Optional.of("<undefined>"))).isEmpty();
        assertThat(SessionCommit.number(Optional.empty())).isEmpty();
    }
}
