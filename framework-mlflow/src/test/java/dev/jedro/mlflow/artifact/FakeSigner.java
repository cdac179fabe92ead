package dev.jedro.mlflow.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a workspace answers who asks it for addresses in a storage. */
public final class FakeSigner {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FakeStorage storage;
    private final AtomicInteger uploads = new AtomicInteger();
    private volatile String cloud = "AWS_PRESIGNED_URL";

    public FakeSigner(FakeStorage storage) {
        this.storage = storage;
    }

    /** Whose cloud it is, in Databricks' words. */
    public void cloud(String wanted) {
        cloud = wanted;
    }

    /**
     * @param call what follows {@code artifacts/}, with its query
     * @return JSON; empty for a call that is refused
     */
    public String answer(String call, String body) throws IOException {
        JsonNode asked = JSON.readTree(body.isEmpty() ? "{}" : body);
        String file = asked.path("run_id").asText() + "/";
        ObjectNode answer = JSON.createObjectNode();
        if (call.startsWith("credentials-for-")) {
            signed(
                    answer.putArray("credential_infos").addObject(),
                    file + asked.path("path").path(0).asText(),
                    "");
        } else if (call.equals("create-multipart-upload")) {
            String upload = "upload-" + uploads.incrementAndGet();
            answer.put("upload_id", upload);
            var parts = answer.putArray("upload_credential_infos");
            for (int number = 1; number <= asked.path("num_parts").asInt(); number++) {
                signed(parts.addObject(), file + asked.path("path").asText(), part(upload, number));
            }
            signed(
                    answer.putObject("abort_credential_info"),
                    file + asked.path("path").asText(),
                    "&uploadId=" + upload);
        } else if (call.startsWith("get-presigned-upload-part-url?")) {
            Map<String, String> query = query(call);
            String part =
                    part(query.getOrDefault("upload_id", ""), Integer.parseInt(query.getOrDefault("part_number", "")));
            signed(
                    answer.putObject("upload_credential_info"),
                    query.getOrDefault("run_id", "") + "/" + query.getOrDefault("path", ""),
                    part);
        } else if (call.equals("complete-multipart-upload")) {
            List<String> tags = new ArrayList<>();
            asked.path("part_etags").forEach(tag -> tags.add(tag.path("etag").asText()));
            boolean done = storage.complete(
                    file + asked.path("path").asText(), asked.path("upload_id").asText(), tags);
            return done ? "{}" : "";
        }
        return answer.toString();
    }

    private static String part(String upload, int number) {
        return "&partNumber=" + number + "&uploadId=" + upload;
    }

    private void signed(ObjectNode credential, String file, String query) {
        credential.put("signed_uri", storage.signed(file) + query).put("type", cloud);
        credential.putArray("headers").addObject().put("name", "x-signed").put("value", "yes");
    }

    /** What an address asks, decoded. */
    public static Map<String, String> query(String address) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : address.replaceFirst(".*\\?", "").split("&", -1)) {
            String[] both = pair.split("=", 2);
            query.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
