package dev.jedro.mlflow.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.mlflow.client.AwkwardServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WireTest {
    private final FakeStorage storage = new FakeStorage();
    private final Wire wire = new Wire(Optional.empty(), AwkwardServer.quick());
    private final Wire impatient =
            new Wire(Optional.empty(), AwkwardServer.quick().withRetries(0));

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        storage.close();
    }

    private byte[] stored(String path, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        storage.files().put(path, bytes);
        return bytes;
    }

    @Nested
    class AFileThatIsFetched {

        @Test
        void goesOnWhereItBrokeOff() throws Exception {
            byte[] bytes = stored("model.bin", 200_000);
            storage.breakAfter(70_000);

            wire.get(storage.signed("model.bin"), Map.of(), folder.resolve("model.bin"));

            assertThat(folder.resolve("model.bin")).hasBinaryContent(bytes);
            assertThat(storage.requests()).hasSize(2).last().asString().startsWith("GET model.bin Range=bytes=");
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
        }

        @Test
        void goesOnInAnotherProcessIfItIsTheSameStill() throws Exception {
            byte[] bytes = stored("model.bin", 200_000);
            Path file = folder.resolve("model.bin");
            storage.breakAfter(70_000);
            assertThatThrownBy(() -> impatient.get(storage.signed("model.bin"), Map.of(), file))
                    .isInstanceOf(IOException.class);
            assertThat(file).doesNotExist();

            wire.get(storage.signed("model.bin"), Map.of(), file);

            assertThat(file).hasBinaryContent(bytes);
            assertThat(storage.requests()).last().asString().contains("Range=bytes=");
        }

        @Test
        void beginsAnewIfItHasChanged() throws Exception {
            stored("model.bin", 200_000);
            Path file = folder.resolve("model.bin");
            storage.breakAfter(70_000);
            assertThatThrownBy(() -> impatient.get(storage.signed("model.bin"), Map.of(), file))
                    .isInstanceOf(IOException.class);
            byte[] other = "a shorter one".getBytes(StandardCharsets.UTF_8);
            storage.files().put("model.bin", other);

            wire.get(storage.signed("model.bin"), Map.of(), file);

            assertThat(file).hasBinaryContent(other);
        }

        @Test
        void leavesWhatWasThereWhenItCannotBeHad() throws Exception {
            Path file = Files.writeString(folder.resolve("model.bin"), "before");

            assertThatThrownBy(() -> wire.get(storage.signed("model.bin"), Map.of(), file))
                    .isInstanceOf(IOException.class)
                    .message()
                    .doesNotContain("secret-signature");

            assertThat(file).hasContent("before");
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
        }
    }

    @Nested
    class AFileThatIsSent {

        @Test
        void isSentAgainWhenTheServerFails() throws Exception {
            storage.fail(2);
            Path file = Files.writeString(folder.resolve("a.txt"), "hello");

            wire.put(storage.signed("a.txt"), Map.of(), file);

            assertThat(storage.files().get("a.txt"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
            assertThat(storage.requests()).hasSize(3);
        }

        @Test
        void goesByPieces() throws Exception {
            Path file = Files.writeString(folder.resolve("a.txt"), "hello world");

            wire.send("PUT", storage.signed("piece"), Map.of(), file, 3, 5);

            assertThat(storage.files().get("piece"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("lo wo");
        }

        @Test
        void isNotSentAgainWhenTheAnswerIsNo() throws Exception {
            storage.forbid(1);
            Path file = Files.writeString(folder.resolve("a.txt"), "hello");

            assertThatThrownBy(() -> wire.put(storage.signed("a.txt"), Map.of(), file))
                    .isInstanceOfSatisfying(
                            Wire.Refused.class, e -> assertThat(e.forbidden()).isTrue());
            assertThat(storage.requests()).hasSize(1);
        }
    }
}
