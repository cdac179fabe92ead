package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A dataset was saved.
 *
 * @param value as the node gave it; a stream has been read
 * @param rows rows written; empty where the dataset does not know
 */
public record AfterSave(RunScope run, Node node, String dataset, Object value, OptionalLong rows, Duration duration) {}
