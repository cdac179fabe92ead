package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A dataset was saved.
 *
 * @param value as the node gave it; a stream has been read
 * @param rows rows written; empty where the dataset does not know
 * @param version the version that was made; empty if the dataset has none
 */
public record AfterSave(
        RunScope run,
        Node node,
        String dataset,
        Object value,
        OptionalLong rows,
        Optional<String> version,
        Duration duration) {}
