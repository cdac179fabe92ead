package dev.jedro.pipeline;

/** What a pipeline is made of: nodes, and other pipelines. */
public sealed interface Piece permits Node, Pipeline {}
