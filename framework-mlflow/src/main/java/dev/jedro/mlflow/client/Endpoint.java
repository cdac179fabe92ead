package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that answers requests of MLflow's REST API: a server behind HTTP, or a store in this process. Thread-safe. */
public interface Endpoint {

    /**
     * One question, one answer; nothing is repeated here.
     *
     * @throws IOException if there is no answer
     */
    Answer exchange(Request request) throws IOException, InterruptedException;

    /** What stands in messages: the address without credentials. */
    String shown();

    /**
     * @param method {@code GET}, {@code POST}, {@code PATCH} or {@code DELETE}
     * @param path with a leading slash and an encoded query: {@code /api/2.0/mlflow/runs/get?run_id=1}
     * @param body null if there is none
     */
    record Request(String method, String path, @Nullable JsonNode body) {
        @Override
        public String toString() {
            return method + " " + path; // a body may hold what must not be shown
        }
    }

    /**
     * @param status of HTTP
     * @param body missing where it is empty; null if it is no JSON
     * @param retryAfter the header as it came; null if there was none
     */
    record Answer(
            int status, @Nullable JsonNode body, @Nullable String retryAfter) {
        @Override
        public String toString() {
            return "status " + status;
        }
    }
}
