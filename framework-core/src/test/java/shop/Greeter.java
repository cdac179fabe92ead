package shop;

import static dev.jedro.pipeline.Nodes.node;
import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Pipeline;
import dev.jedro.pipeline.PipelineDefinition;
import jakarta.inject.Inject;

/** A pipeline whose node is a method of a service that Guice injects. */
public final class Greeter implements PipelineDefinition {
    private final Service service;

    /** What the project's module binds. */
    public record Service(String greeting) {
        public String greet(String name) {
            return greeting + " " + name;
        }
    }

    @Inject
    Greeter(Service service) {
        this.service = service;
    }

    @Override
    public Pipeline pipeline() {
        return Pipeline.of(node(service::greet).from(ref("name")).to(ref("greeted")));
    }
}
