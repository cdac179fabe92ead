package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import java.time.Duration;
import java.util.Map;

/**
 * A node's function has returned.
 *
 * @param inputs what the function got, by input key; unmodifiable
 * @param outputs what it gave, by dataset; unmodifiable. A stream is not to be read here
 * @param duration of the function alone
 */
public record AfterNode(
        RunScope run, Node node, Map<String, Object> inputs, Map<String, Object> outputs, Duration duration) {}
