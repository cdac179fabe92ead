package dev.jedro.mlflow.store;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model that MLflow 3 keeps beside the runs of an experiment.
 *
 * @param created in milliseconds since 1970
 * @param updated in milliseconds since 1970
 * @param runId of the run that made it; empty if there is none
 */
public record LoggedModel(
        String id,
        String experimentId,
        String name,
        String type,
        String runId,
        Status status,
        String statusMessage,
        long created,
        long updated,
        String artifactUri,
        Map<String, String> params,
        Map<String, String> tags,
        List<Metric> metrics) {

    /** Whether its files are there. */
    public enum Status {
        LOGGED_MODEL_PENDING(1),
        LOGGED_MODEL_READY(2),
        LOGGED_MODEL_UPLOAD_FAILED(3);

        private final int number;

        Status(int number) {
            this.number = number;
        }

        /** As protobuf counts them. */
        public int number() {
            return number;
        }

        static Status of(MetaFile meta) {
            long wanted = meta.number("status").orElse(LOGGED_MODEL_PENDING.number);
            return Arrays.stream(values())
                    .filter(status -> status.number == wanted)
                    .findFirst()
                    .orElseThrow(() -> MetaFile.damaged(meta.file(), 0, "has the unknown status " + wanted));
        }
    }

    public LoggedModel {
        metrics = List.copyOf(metrics);
    }
}
