package dev.jedro.mlflow.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jedro.mlflow.client.ApiCaller;
import dev.jedro.mlflow.client.AwkwardServer;
import dev.jedro.mlflow.client.AwkwardServer.Reply;
import dev.jedro.mlflow.client.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatabricksUploadTest {
    private static final String TARGET = "run1/models/a model.bin";
    private final FakeStorage storage = new FakeStorage();
    private final FakeSigner signer = new FakeSigner(storage);
    private final AwkwardServer workspace = new AwkwardServer().behaving(asked -> {
        String answer = signer.answer(asked.path().replaceFirst(".*/artifacts/", ""), asked.body());
        return answer.isEmpty() ? Reply.status(400) : Reply.json(answer);
    });
    private final byte[] bytes = new byte[5_500];

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path file;

    @BeforeEach
    void writesAFile() throws IOException {
        new Random(7).nextBytes(bytes);
        file = Files.write(folder.resolve("a model.bin"), bytes);
    }

    @AfterEach
    void stop() {
        workspace.close();
        storage.close();
    }

    private void send() throws IOException, InterruptedException {
        ApiCaller caller =
                new ApiCaller(new HttpEndpoint(workspace.host(), AwkwardServer.quick()), AwkwardServer.quick());
        Wire wire = new Wire(Optional.empty(), AwkwardServer.quick());
        new DatabricksUpload(new DatabricksAddresses(caller, "run1"), wire, 2_000, 1_000)
                .send("models/a model.bin", file);
    }

    private long requests(String part) {
        return storage.requests().stream().filter(one -> one.contains(part)).count();
    }

    @Nested
    class ALargeFile {

        @ParameterizedTest
        @CsvSource({
            "AWS_PRESIGNED_URL, partNumber=",
            "AZURE_SAS_URI, comp=block&",
            "AZURE_ADLS_GEN2_SAS_URI, action=append"
        })
        void goesInPartsAndIsThereWhenAllAre(String cloud, String part) throws Exception {
            signer.cloud(cloud);

            send();

            assertThat(storage.files().get(TARGET)).isEqualTo(bytes);
            assertThat(requests(part)).isEqualTo(6);
            assertThat(storage.unfinished()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"AWS_PRESIGNED_URL, partNumber=", "AZURE_SAS_URI, comp=block&"})
        void sendsAPartAgainThatBrokeOffAndNoOther(String cloud, String part) throws Exception {
            signer.cloud(cloud);
            storage.fail(2);

            send();

            assertThat(storage.files().get(TARGET)).isEqualTo(bytes);
            assertThat(requests(part)).isEqualTo(8);
        }

        @ParameterizedTest
        @ValueSource(strings = {"AWS_PRESIGNED_URL", "AZURE_SAS_URI", "AZURE_ADLS_GEN2_SAS_URI"})
        void goesOnWithAnotherAddressWhereOneHasEnded(String cloud) throws Exception {
            signer.cloud(cloud);
            storage.forbid(1);

            send();

            assertThat(storage.files().get(TARGET)).isEqualTo(bytes);
        }

        @Test
        void leavesWhatWasThereAndNoPartsBehindIfS3RefusesOne() throws Exception {
            storage.files().put(TARGET, new byte[] {1});
            storage.refuse("partNumber=5");

            assertThatThrownBy(DatabricksUploadTest.this::send)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("409")
                    .message()
                    .doesNotContain("secret-signature");

            assertThat(storage.files().get(TARGET)).containsExactly(1);
            assertThat(storage.requests())
                    .last()
                    .asString()
                    .startsWith("DELETE")
                    .contains("uploadId=upload-1");
            assertThat(storage.unfinished()).isEmpty();
        }

        @Test
        void leavesWhatWasThereIfAzureRefusesABlock() throws Exception {
            signer.cloud("AZURE_SAS_URI");
            storage.files().put(TARGET, new byte[] {1});
            storage.refuse("comp=blocklist");

            assertThatThrownBy(DatabricksUploadTest.this::send).hasMessageContaining("409");

            assertThat(storage.files().get(TARGET)).containsExactly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_PRESIGNED_URL", "AZURE_SAS_URI", "GCP_SIGNED_URL"})
    void aSmallFileGoesAtOnce(String cloud) throws Exception {
        signer.cloud(cloud);
        Files.write(file, new byte[2_000]);

        send();

        assertThat(storage.files().get(TARGET)).hasSize(2_000);
        assertThat(requests("PUT")).isEqualTo(1);
    }
}
