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
import dev.jedro.problem.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes what the project registered as a class. Guice is started only if something needs it. Thread-safe. */
final class Wiring {
    private static final Pattern LINE = Pattern.compile("\\(([^():]+):(\\d+)\\)");
    private static final Pattern CONSTRUCTOR = Pattern.compile("([\\w.$]+)\\.<init>");

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
        return Services.found(Hook.class, ProjectClass.loader(), SessionCode.BROKEN_PLUG_IN).stream()
                .sorted(Comparator.comparing(hook -> hook.getClass().getName()))
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
            Throwable thrown = message.getCause();
            if (thrown instanceof JedroException told) {
                problems.addAll(told.problems());
            } else if (thrown != null) {
                Cause cause = Cause.of(thrown);
                problems.add(cause.at(Problem.error(
                                SessionCode.WIRING,
                                "What the project registered cannot be made, since its code failed: " + cause.text()))
                        .fix("mend the constructor or module that the first place names"));
            } else {
                Problem problem = Problem.error(SessionCode.WIRING, message.getMessage());
                problems.add(place(message)
                        .map(problem::at)
                        .orElse(problem)
                        .fix("bind what is missing in a module, and install it in the project class"));
            }
        }
        return problems;
    }

    /** Guice tells a line of a module, or a constructor without one, or that it made the binding itself. */
    private static Optional<Place> place(Message message) {
        Matcher line = LINE.matcher(message.getSource());
        if (line.find()) {
            return Optional.of(Place.of(line.group(1), Integer.parseInt(line.group(2))));
        }
        Matcher constructor = CONSTRUCTOR.matcher(message.getSource());
        return constructor.find() ? Optional.of(Place.of(constructor.group(1))) : Optional.empty();
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
