package dev.jedro.session;

import com.google.inject.Module;
import dev.jedro.config.MergeStrategy;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what a {@link JedroProject} registers. */
public final class ProjectBuilder {
    private final Map<String, Object> pipelines = new LinkedHashMap<>();
    private final List<Object> hooks = new ArrayList<>();
    private final List<Module> modules = new ArrayList<>();
    private final Map<String, MergeStrategy> merge = new LinkedHashMap<>();
    private final Set<String> sections = new LinkedHashSet<>();
    private boolean environmentVariables;

    ProjectBuilder() {}

    /** Registers a pipeline that is made already. */
    public ProjectBuilder pipeline(String name, PipelineDefinition definition) {
        return add(name, definition);
    }

    /** Registers a pipeline whose class Guice makes, so that its constructor may take services. */
    public ProjectBuilder pipeline(String name, Class<? extends PipelineDefinition> definition) {
        return add(name, definition);
    }

    private ProjectBuilder add(String name, Object definition) {
        if (pipelines.putIfAbsent(name, definition) != null) {
            throw new JedroException(
                    Problem.error(SessionCode.DUPLICATE_PIPELINE, "Two pipelines are registered as '" + name + "'.")
                            .fix("give one of them another name in the project class"));
        }
        return this;
    }

    public ProjectBuilder hook(Hook hook) {
        hooks.add(hook);
        return this;
    }

    /** Registers a hook whose class Guice makes. */
    public ProjectBuilder hook(Class<? extends Hook> hook) {
        hooks.add(hook);
        return this;
    }

    /** Adds a Guice module; what it binds can be injected into pipelines, hooks and services. */
    public ProjectBuilder install(Module module) {
        modules.add(module);
        return this;
    }

    /**
     * Says how an environment's files are laid over those of base.
     *
     * @param section for instance {@code parameters}
     */
    public ProjectBuilder mergeStrategy(String section, MergeStrategy strategy) {
        merge.put(section, strategy);
        return this;
    }

    /** Registers the name of a configuration file of the project's own: {@code spark} for {@code conf/base/spark.yml}. */
    public ProjectBuilder configSection(String name) {
        sections.add(name);
        return this;
    }

    /** Allows <code>${env:NAME}</code> in all files, not only in credentials. */
    public ProjectBuilder environmentVariablesEverywhere() {
        environmentVariables = true;
        return this;
    }

    Map<String, Object> pipelines() {
        return pipelines;
    }

    List<Object> hooks() {
        return hooks;
    }

    List<Module> modules() {
        return modules;
    }

    Map<String, MergeStrategy> merge() {
        return merge;
    }

    Set<String> sections() {
        return sections;
    }

    boolean allowsEnvironmentVariables() {
        return environmentVariables;
    }
}
