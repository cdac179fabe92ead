package dev.jedro.session;

/**
 * The one class of a project that registers everything: its pipelines, hooks and Guice modules. Named by {@code project:} in jedro.yml; needs a public
 * constructor without arguments.
 *
 * <pre>{@code
 * public final class Flights implements JedroProject {
 *     @Override
 *     public void configure(ProjectBuilder project) {
 *         project.pipeline("data_processing", new DataProcessingPipeline())
 *                 .pipeline("data_science", DataSciencePipeline.class)
 *                 .hook(Clock.class);
 *     }
 * }
 * }</pre>
 */
public interface JedroProject {

    /** Registers; reads nothing and runs nothing. */
    void configure(ProjectBuilder project);
}
