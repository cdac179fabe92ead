package shop;

import dev.jedro.session.JedroProject;
import dev.jedro.session.ProjectBuilder;
import java.util.function.Consumer;

/** A project that registers what a test says. */
public final class AnyProject implements JedroProject {
    private static Consumer<ProjectBuilder> next = project -> {};

    /** What the next project that is opened registers. */
    public static void registers(Consumer<ProjectBuilder> registration) {
        next = registration;
    }

    @Override
    public void configure(ProjectBuilder project) {
        next.accept(project);
    }
}
