package dev.jedro.mlflow.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * An address in a cloud's storage that is good for a while. Who has it can use it, so it is never shown.
 *
 * @param type whose cloud it is, in Databricks' words
 * @param headers to be sent with each request to it
 */
record SignedAddress(String address, String type, Map<String, String> headers) {
    static final String AWS = "AWS_PRESIGNED_URL";
    static final String AZURE_BLOB = "AZURE_SAS_URI";
    static final String AZURE_LAKE = "AZURE_ADLS_GEN2_SAS_URI";

    /** @param credential an {@code ArtifactCredentialInfo} of Databricks */
    static SignedAddress of(JsonNode credential) throws IOException {
        String address = credential.path("signed_uri").asText("");
        if (address.isEmpty()) {
            throw new IOException("the workspace gave no address for it");
        }
        Map<String, String> headers = new HashMap<>();
        credential
                .path("headers")
                .forEach(header -> headers.put(
                        header.path("name").asText(), header.path("value").asText()));
        return new SignedAddress(address, credential.path("type").asText(""), Map.copyOf(headers));
    }

    URI uri() {
        return URI.create(address);
    }

    /** @param query what is asked for besides, as {@code name=value&…} */
    URI uri(String query) {
        return URI.create(address + (address.contains("?") ? "&" : "?") + query);
    }

    Map<String, String> headers(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    @Override
    public String toString() {
        return type;
    }
}
