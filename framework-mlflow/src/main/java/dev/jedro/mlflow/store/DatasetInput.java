package dev.jedro.mlflow.store;

import java.util.Map;

/**
 * A dataset that a run read.
 *
 * @param digest at most 36 characters that change with the data
 * @param source where it is, as JSON
 * @param schema its columns, as JSON; may be empty
 * @param profile its size, as JSON; may be empty
 * @param tags for instance {@code mlflow.data.context}
 */
public record DatasetInput(
        String name,
        String digest,
        String sourceType,
        String source,
        String schema,
        String profile,
        Map<String, String> tags) {

    public DatasetInput {
        tags = Map.copyOf(tags);
    }
}
