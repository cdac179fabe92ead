package dev.jedro.mlflow.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.client.ApiCaller;
import dev.jedro.mlflow.client.ApiCaller.Twice;
import dev.jedro.mlflow.client.TrackingException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a workspace signs for the artifacts of one run: the calls of MLflow's {@code DatabricksMlflowArtifactsService}. Paths are those within the run. */
final class DatabricksAddresses {
    private static final String API = "/api/2.0/mlflow/artifacts/";
    private final ApiCaller caller;
    private final String run;

    DatabricksAddresses(ApiCaller caller, String run) {
        this.caller = caller;
        this.run = run;
    }

    SignedAddress forRead(String path) throws IOException {
        return one("credentials-for-read", path);
    }

    SignedAddress forWrite(String path) throws IOException {
        return one("credentials-for-write", path);
    }

    private SignedAddress one(String call, String path) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("run_id", run);
        body.putArray("path").add(path);
        return SignedAddress.of(
                send("POST", call, body).path("credential_infos").path(0));
    }

    /**
     * A file that S3 takes in parts, and that is there when all are.
     *
     * @param parts an address for each part, in order
     * @param abort asked with DELETE it forgets what came
     */
    record Upload(String path, String id, List<SignedAddress> parts, Optional<SignedAddress> abort) {}

    Upload begin(String path, int parts) throws IOException {
        JsonNode answer = send("POST", "create-multipart-upload", body(path).put("num_parts", parts));
        List<SignedAddress> addresses = new ArrayList<>();
        for (JsonNode credential : answer.path("upload_credential_infos")) {
            addresses.add(SignedAddress.of(credential));
        }
        if (addresses.size() != parts) {
            throw new IOException("the workspace gave " + addresses.size() + " addresses for " + parts + " parts");
        }
        JsonNode abort = answer.path("abort_credential_info");
        return new Upload(
                path,
                answer.path("upload_id").asText(),
                List.copyOf(addresses),
                abort.isObject() ? Optional.of(SignedAddress.of(abort)) : Optional.empty());
    }

    /**
     * Another address for a part whose address has ended.
     *
     * @param number of the part, from 1
     */
    SignedAddress part(Upload upload, int number) throws IOException {
        String query = "?run_id=" + encoded(run) + "&path=" + encoded(upload.path()) + "&upload_id="
                + encoded(upload.id()) + "&part_number=" + number;
        return SignedAddress.of(
                send("GET", "get-presigned-upload-part-url" + query, null).path("upload_credential_info"));
    }

    /** @param tags what S3 answered to each part, in order */
    void complete(Upload upload, List<String> tags) throws IOException {
        ObjectNode body = body(upload.path()).put("upload_id", upload.id());
        ArrayNode parts = body.putArray("part_etags");
        for (int i = 0; i < tags.size(); i++) {
            parts.addObject().put("part_number", i + 1).put("etag", tags.get(i));
        }
        send("POST", "complete-multipart-upload", body);
    }

    private ObjectNode body(String path) {
        return JsonNodeFactory.instance.objectNode().put("run_id", run).put("path", path);
    }

    private JsonNode send(String method, String call, @Nullable JsonNode body) {
        try {
            return caller.send(method, API + call, body, Twice.HARMLESS);
        } catch (TrackingException e) {
            throw e.toJedro();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
