package dev.jedro.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    private String line(RunEvent event) {
        return new String(codec.line(event), StandardCharsets.UTF_8);
    }

    @Test
    void writesEachTimeAsJavaDoes() {
        for (String time : List.of(
                "2026-11-20T16:40:11Z",
                "2026-11-20T16:40:11.100Z",
                "2026-11-20T16:40:11.000020Z",
                "2026-11-20T16:40:11.000000003Z",
                "2026-11-20T16:40:12.120Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-11-20T16:40:11.123456Z")) {
            assertThat(line(new RunEvent.NodeStarted(Instant.parse(time), "a")))
                    .isEqualTo("{\"at\":\"" + time + "\",\"event\":\"node_started\",\"node\":\"a\"}\n");
        }
    }
}
