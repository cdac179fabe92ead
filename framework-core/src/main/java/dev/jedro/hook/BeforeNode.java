package dev.jedro.hook;

import dev.jedro.pipeline.Node;
import java.util.Map;

/** @param inputs the loaded values by input key ({@code companies}, {@code params:model_options}); unmodifiable, parameters may be null */
public record BeforeNode(RunScope run, Node node, Map<String, Object> inputs) {}
