package dev.jedro.mlflow.client;

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
     * @param body JSON; null if there is none
     */
    record Request(String method, String path, @Nullable String body) {
        @Override
        public String toString() {
            return method + " " + path; // a body may hold what must not be shown
        }
    }

    /**
     * @param status of HTTP
     * @param body JSON; may be empty
     * @param retryAfter the header as it came; null if there was none
     */
    record Answer(int status, String body, @Nullable String retryAfter) {
        @Override
        public String toString() {
            return "status " + status;
        }
    }
}
