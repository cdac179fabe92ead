package dev.jedro.mlflow.client;

import java.util.Optional;

/**
 * A dataset that a run has read.
 *
 * @param digest at most 36 characters; the same for the same data
 * @param sourceType for instance {@code local}
 * @param source where it is, as JSON
 * @param schema as JSON
 * @param profile figures such as the number of rows, as JSON
 * @param context what it was used for, for instance {@code input}
 */
public record DatasetInput(
        String name,
        String digest,
        String sourceType,
        String source,
        Optional<String> schema,
        Optional<String> profile,
        String context) {}
