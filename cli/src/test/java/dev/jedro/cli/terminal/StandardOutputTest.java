package dev.jedro.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void hasNoFailureWhereAllWasWritten() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(bytes);

        out.print("größer");

        assertThat(out.failure()).isEmpty();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("größer");
    }

    @Test
    void tellsThatTheDiskIsFull() {
        StandardOutput out = new StandardOutput(refusing("No space left on device"));

        out.println("an answer");

        assertThat(out.failure()).contains("No space left on device");
    }

    @Test
    void takesAReaderThatHasSeenEnoughForNoFailure() {
        StandardOutput out = new StandardOutput(refusing("Broken pipe"));

        out.println("an answer");

        assertThat(out.failure()).isEmpty();
    }

    private static OutputStream refusing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
