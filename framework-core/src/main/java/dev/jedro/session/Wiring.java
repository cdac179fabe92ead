package dev.jedro.session;

import com.google.inject.AbstractModule;
import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Scopes;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import dev.jedro.config.ProjectConfig;
import dev.jedro.hook.Hook;
import dev.jedro.pipeline.PipelineDefinition;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Makes what the project registered as a class. Guice is started only if something needs it. Thread-safe. */
final class Wiring {
    private final ProjectBuilder registered;
    private final ProjectConfig config;
    private @Nullable Injector injector;

    Wiring(ProjectBuilder registered, ProjectConfig config) {
        this.registered = registered;
        this.config = config;
    }

    /** Every hook in the order of registration, disabled ones included. */
    List<Hook> hooks(List<Hook> found, List<Hook> more) {
        List<Hook> hooks = new ArrayList<>(found);
        for (Object hook : registered.hooks()) {
            hooks.add(hook instanceof Hook made ? made : (Hook) instance((Class<?>) hook));
        }
        hooks.addAll(more);
        return hooks;
    }

    /** The hooks of plug-ins, sorted by class name. */
    static List<Hook> found() {
        return ServiceLoader.load(Hook.class, ProjectClass.loader()).stream()
                .sorted(Comparator.comparing(provider -> provider.type().getName()))
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    PipelineDefinition definition(Object given) {
        return given instanceof PipelineDefinition made ? made : (PipelineDefinition) instance((Class<?>) given);
    }

    /** Makes sure that the modules of the project are sound. */
    void check() {
        if (!registered.modules().isEmpty()) {
            injector();
        }
    }

    <T> T instance(Class<T> type) {
        try {
            return injector().getInstance(type);
        } catch (ConfigurationException e) {
            throw new JedroException(problems(e.getErrorMessages()), e);
        } catch (ProvisionException e) {
            throw new JedroException(problems(e.getErrorMessages()), e);
        }
    }

    private synchronized Injector injector() {
        Injector known = injector;
        if (known == null) {
            try {
                known = Guice.createInjector(Stage.PRODUCTION, new SessionModule());
            } catch (CreationException e) {
                throw new JedroException(problems(e.getErrorMessages()), e);
            }
            injector = known;
        }
        return known;
    }

    private static List<Problem> problems(Collection<Message> messages) {
        List<Problem> problems = new ArrayList<>();
        for (Message message : messages) {
            String text = message.getMessage();
            Throwable thrown = message.getCause();
            Problem problem = Problem.error(
                    SessionCode.WIRING,
                    thrown == null
                            ? text
                            : "A constructor failed: " + Cause.of(thrown).text());
            problems.add((thrown == null ? problem : Cause.of(thrown).at(problem))
                    .at(Place.of(message.getSource()))
                    .fix("bind what is missing in a module, and install it in the project class"));
        }
        return problems;
    }

    private final class SessionModule extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireExactBindingAnnotations();
            binder().disableCircularProxies();
            bind(ProjectConfig.class).toInstance(config);
            registered.hooks().forEach(this::bindClass);
            registered.pipelines().values().forEach(this::bindClass);
            registered.modules().forEach(this::install);
        }

        private void bindClass(Object given) {
            if (given instanceof Class<?> type) {
                bind(type).in(Scopes.SINGLETON);
            }
        }
    }
}
