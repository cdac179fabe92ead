package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A dataset or a parameter was loaded for a node.
 *
 * @param dataset the input key
 * @param value may be null for a parameter; a stream is not to be read here
 */
public record AfterLoad(
        RunScope run, Node node, String dataset, @Nullable Object value, Duration duration) {}
