package dev.jedro.hook;

import dev.jedro.pipeline.Node;

/**
 * A dataset is about to be saved.
 *
 * @param value a stream is not to be read here
 */
public record BeforeSave(RunScope run, Node node, String dataset, Object value) {}
