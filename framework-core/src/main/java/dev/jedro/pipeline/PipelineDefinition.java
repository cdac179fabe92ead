package dev.jedro.pipeline;

/** Makes one pipeline of a project; a project has one such class per pipeline. */
@FunctionalInterface
public interface PipelineDefinition {

    /** The pipeline, made anew at each call; reads nothing and runs nothing. */
    Pipeline pipeline();
}
