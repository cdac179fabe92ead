package dev.jedro.session;

import dev.jedro.hook.Hook;
import dev.jedro.hook.HookCode;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.hook.RunScope;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hooks provide to nodes: opened when first needed, closed with the session, last opened first. Thread-safe. */
final class SessionResources implements Resources, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.session");
    private final Map<Resource<?>, ResourceProvider<?>> providers = new LinkedHashMap<>();
    private final Map<Resource<?>, CompletableFuture<Object>> open = new HashMap<>();
    private final Deque<Held<?>> held = new ArrayDeque<>();
    private final ResourceContext context;
    private boolean closed;

    /** @param hooks in the order of registration; of two that provide the same, the later one does */
    SessionResources(List<Hook> hooks, ResourceContext context) {
        this.context = context;
        hooks.forEach(hook -> hook.resources().forEach(provider -> providers.put(provider.resource(), provider)));
    }

    /** Closes what the next run cannot use, so that it is opened anew. Whether it can is asked without a lock. */
    void discardUnusable() {
        List<Held<?>> all;
        synchronized (this) {
            all = List.copyOf(held);
        }
        for (Held<?> one : all) {
            if (!one.usable() && forget(one)) {
                LOG.info(
                        "The resource '{}' is opened anew",
                        one.provider().resource().name());
                one.close();
            }
        }
    }

    private synchronized boolean forget(Held<?> one) {
        if (!held.remove(one)) {
            return false; // another run was first, and it may be open anew already
        }
        open.remove(one.provider().resource());
        return true;
    }

    @Override
    public Set<Resource<?>> provided() {
        return Collections.unmodifiableSet(providers.keySet());
    }

    /** Opens without a lock: who wants another resource does not wait, and the session can be closed meanwhile. */
    @Override
    public Object open(Resource<?> resource) throws InterruptedException {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> known;
        synchronized (this) {
            if (closed) {
                throw closed(resource);
            }
            known = open.putIfAbsent(resource, mine);
        }
        return known == null ? opened(resource, mine) : awaited(known);
    }

    @Override
    public Object open(Resource<?> resource, RunScope run) throws Exception {
        Object opened = open(resource);
        ResourceProvider<?> provider = providers.get(resource);
        return provider == null ? opened : forRun(provider, opened, run);
    }

    @SuppressWarnings("unchecked") // it is what this provider has opened
    private static <T> Object forRun(ResourceProvider<T> provider, Object opened, RunScope run) throws Exception {
        return provider.forRun((T) opened, run);
    }

    private static Object awaited(CompletableFuture<Object> opening) throws InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JedroException told) {
                throw told;
            }
            throw new IllegalStateException("the resource was not opened", e.getCause());
        }
    }

    private Object opened(Resource<?> resource, CompletableFuture<Object> opening) {
        ResourceProvider<?> provider = providers.get(resource);
        if (provider == null) {
            throw new IllegalStateException("not provided: " + resource);
        }
        try {
            Object value = opened(provider);
            opening.complete(value);
            return value;
        } catch (Throwable e) {
            synchronized (this) {
                open.remove(resource); // the next one tries again
            }
            opening.completeExceptionally(e);
            throw e;
        }
    }

    private <T> T opened(ResourceProvider<T> provider) {
        String name = provider.resource().name();
        T value;
        try {
            value = provider.open(context);
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
        Held<T> one = new Held<>(provider, value);
        synchronized (this) {
            if (!closed) {
                held.push(one);
                return value;
            }
        }
        one.close();
        throw closed(provider.resource());
    }

    /** A thing and who opened it; each is another one, whatever it equals. */
    private static final class Held<T> {
        private final ResourceProvider<T> provider;
        private final T value;

        Held(ResourceProvider<T> provider, T value) {
            this.provider = provider;
            this.value = value;
        }

        ResourceProvider<T> provider() {
            return provider;
        }

        boolean usable() {
            try {
                return provider.usable(value);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "It is not known whether the resource '{}' can be used",
                        provider.resource().name(),
                        e);
                return true;
            }
        }

        void close() {
            try {
                provider.close(value);
            } catch (Exception | LinkageError e) {
                LOG.warn(
                        "The resource '{}' could not be closed",
                        provider.resource().name(),
                        e);
            }
        }
    }

    private static JedroException closed(Resource<?> resource) {
        return new JedroException(Problem.error(
                        SessionCode.CLOSED,
                        "The resource '" + resource.name() + "' is not to be had: the session is closed.")
                .fix("close the session after its runs"));
    }

    /** Closes what is open; what is being opened is closed as soon as it is. */
    @Override
    public void close() {
        List<Held<?>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(held);
            held.clear();
            open.clear();
        }
        all.forEach(Held::close);
    }
}
