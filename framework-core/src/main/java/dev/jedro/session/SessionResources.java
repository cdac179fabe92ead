package dev.jedro.session;

import dev.jedro.hook.Hook;
import dev.jedro.hook.HookCode;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.pipeline.Resource;
import dev.jedro.problem.Cause;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.run.Resources;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hooks provide to nodes: opened when first needed, closed with the session, last opened first. Thread-safe. */
final class SessionResources implements Resources, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.session");
    private final Map<Resource<?>, ResourceProvider<?>> providers = new LinkedHashMap<>();
    private final Map<Resource<?>, Object> open = new HashMap<>();
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final ResourceContext context;

    /** @param hooks in the order of registration; of two that provide the same, the later one does */
    SessionResources(List<Hook> hooks, ResourceContext context) {
        this.context = context;
        hooks.forEach(hook -> hook.resources().forEach(provider -> providers.put(provider.resource(), provider)));
    }

    @Override
    public Set<Resource<?>> provided() {
        return Collections.unmodifiableSet(providers.keySet());
    }

    @Override
    public synchronized Object open(Resource<?> resource) {
        Object known = open.get(resource);
        if (known == null) {
            ResourceProvider<?> provider = providers.get(resource);
            if (provider == null) {
                throw new IllegalStateException("not provided: " + resource);
            }
            known = opened(provider);
            open.put(resource, known);
        }
        return known;
    }

    private <T> Object opened(ResourceProvider<T> provider) {
        String name = provider.resource().name();
        try {
            T value = provider.open(context);
            closers.push(() -> {
                try {
                    provider.close(value);
                } catch (Exception e) {
                    LOG.warn("The resource '{}' could not be closed", name, e);
                }
            });
            return value;
        } catch (JedroException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            Cause cause = Cause.of(e);
            throw new JedroException(
                    cause.at(Problem.error(
                                    HookCode.RESOURCE_FAILED,
                                    "The resource '" + name + "' cannot be opened: " + cause.text()))
                            .fix("check the settings of the module that provides it"),
                    e);
        }
    }

    @Override
    public synchronized void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
        open.clear();
    }
}
