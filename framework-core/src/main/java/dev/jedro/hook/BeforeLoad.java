package dev.jedro.hook;

import dev.jedro.pipeline.Node;

/** @param dataset the input key: a dataset, or a parameter as {@code params:model_options} */
public record BeforeLoad(RunScope run, Node node, String dataset) {}
