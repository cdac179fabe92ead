package dev.jedro.spark.connect;

import dev.jedro.spark.failure.SparkFailures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkproject.io.grpc.CallOptions;
import org.sparkproject.io.grpc.Channel;
import org.sparkproject.io.grpc.ClientCall;
import org.sparkproject.io.grpc.ClientInterceptor;
import org.sparkproject.io.grpc.ForwardingClientCall;
import org.sparkproject.io.grpc.ForwardingClientCallListener;
import org.sparkproject.io.grpc.Metadata;
import org.sparkproject.io.grpc.MethodDescriptor;
import org.sparkproject.io.grpc.Status;

/**
 * Sees every call to the server: adds a fresh token and the headers, notices that the server has lost the session or is gone, hears of progress, and has plans wait for what they need on the server.
 */
final class Calls implements ClientInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final Set<String> PLANS = Set.of("ExecutePlan", "AnalyzePlan", "CloneSession");
    private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
    private final Supplier<Optional<String>> token;
    private final Map<String, String> headers;
    private final BiConsumer<List<String>, Progress> progress;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean lost;
    private volatile Future<Void> work = CompletableFuture.completedFuture(null);

    Calls(Supplier<Optional<String>> token, Map<String, String> headers, BiConsumer<List<String>, Progress> progress) {
        this.token = token;
        this.headers = Map.copyOf(headers);
        this.progress = progress;
    }

    /** From now on plans wait until this is done; the calls by which it is done do not. */
    void beforePlans(Future<Void> doneFirst) {
        work = doneFirst;
    }

    /** Waits for what plans wait for, but not longer than that; whoever is interrupted goes on without it. */
    void awaitWork(long millis) {
        try {
            work.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.debug("what plans wait for takes longer than {} ms", millis);
        } catch (ExecutionException e) {
            LOG.debug("what plans waited for has failed", e); // and has told so itself
        }
    }

    private static boolean isPlan(MethodDescriptor<?, ?> method) {
        return PLANS.contains(String.valueOf(method.getBareMethodName()));
    }

    /** Whether the server has said that it does not know the session any more. */
    boolean lost() {
        return lost;
    }

    /** Whether a whole row of calls, as many as one piece of work is tried, has found nobody there. */
    boolean silent() {
        return unanswered.get() > Patience.TRIES;
    }

    /** Whether nothing can be had from the server any more: it has lost the session, or is gone. */
    boolean forsaken() {
        return lost() || silent();
    }

    private void closed(Status status) {
        lost |= SparkFailures.saysLostSession(String.valueOf(status.getDescription()));
        if (status.getCode() == Status.Code.UNAVAILABLE) {
            unanswered.incrementAndGet();
        } else {
            unanswered.set(0);
        }
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
            private List<String> tags = List.of();

            @Override
            public void start(Listener<R> listener, Metadata metadata) {
                if (isPlan(method)) {
                    awaitWork(Long.MAX_VALUE);
                }
                token.get().ifPresent(value -> {
                    metadata.discardAll(AUTHORIZATION);
                    metadata.put(AUTHORIZATION, "Bearer " + value);
                });
                headers.forEach((name, value) -> metadata.put(key(name), value));
                super.start(
                        new ForwardingClientCallListener.SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onMessage(R message) {
                                heard(tags, message);
                                super.onMessage(message);
                            }

                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                closed(status);
                                super.onClose(status, trailers);
                            }
                        },
                        metadata);
            }

            @Override
            public void sendMessage(Q message) {
                if (message instanceof ExecutePlanRequest request) {
                    tags = List.copyOf(request.getTagsList());
                }
                super.sendMessage(message);
            }
        };
    }

    private void heard(List<String> tags, @Nullable Object message) {
        if (message instanceof ExecutePlanResponse response && response.hasExecutionProgress()) {
            long done = 0;
            long total = 0;
            for (var stage : response.getExecutionProgress().getStagesList()) {
                done += stage.getNumCompletedTasks();
                total += stage.getNumTasks();
            }
            if (total > 0) {
                progress.accept(tags, new Progress(done, total));
            }
        }
    }
}
