package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparkproject.io.grpc.CallOptions;
import org.sparkproject.io.grpc.Channel;
import org.sparkproject.io.grpc.ClientCall;
import org.sparkproject.io.grpc.Metadata;
import org.sparkproject.io.grpc.MethodDescriptor;
import org.sparkproject.io.grpc.Status;

/** What is learnt from the way that calls end. */
class CallsTest {
    private final Calls calls = new Calls(Optional::empty, Map.of(), (tags, progress) -> {});

    private void call(Status end) {
        calls.interceptCall(SparkConnectServiceGrpc.getExecutePlanMethod(), CallOptions.DEFAULT, ending(end))
                .start(new ClientCall.Listener<ExecutePlanResponse>() {}, new Metadata());
    }

    /** Every call ends as soon as it starts. */
    private static Channel ending(Status status) {
        return new Channel() {
            @Override
            public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
                return new ClientCall<>() {
                    @Override
                    public void start(Listener<R> listener, Metadata headers) {
                        listener.onClose(status, new Metadata());
                    }

                    @Override
                    public void request(int messages) {}

                    @Override
                    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

                    @Override
                    public void halfClose() {}

                    @Override
                    public void sendMessage(Q message) {}
                };
            }

            @Override
            public String authority() {
                return "localhost";
            }
        };
    }

    @Test
    void aServerIsGoneWhenAllTriesOfAPieceOfWorkFoundNobody() {
        for (int i = 0; i < Patience.TRIES; i++) {
            call(Status.UNAVAILABLE);
        }
        assertThat(calls.silent()).as("one try is left").isFalse();

        call(Status.UNAVAILABLE);
        assertThat(calls.silent()).isTrue();

        call(Status.OK);
        assertThat(calls.silent()).as("it was away for a while").isFalse();
        assertThat(calls.lost()).isFalse();
    }

    @Test
    void aSessionIsLostForGoodOnceTheServerHasSaidSo() {
        call(Status.INTERNAL.withDescription("[INVALID_HANDLE.SESSION_CHANGED] The handle is invalid."));
        call(Status.OK);

        assertThat(calls.lost()).isTrue();
    }

    @Test
    @Timeout(30)
    void plansWaitForWhatTheyNeedOnTheServerAndOtherCallsDoNot() throws Exception {
        CompletableFuture<Void> classes = new CompletableFuture<>();
        calls.beforePlans(classes);
        CountDownLatch started = new CountDownLatch(3);
        List<Thread> nodes = List.of(
                new Thread(() -> start(SparkConnectServiceGrpc.getExecutePlanMethod(), started)),
                new Thread(() -> start(SparkConnectServiceGrpc.getAnalyzePlanMethod(), started)),
                new Thread(() -> start(named("CloneSession"), started)));
        nodes.forEach(Thread::start);
        start(SparkConnectServiceGrpc.getConfigMethod(), new CountDownLatch(1));
        start(SparkConnectServiceGrpc.getAddArtifactsMethod(), new CountDownLatch(1));
        calls.awaitWork(200);
        assertThat(started.getCount()).isEqualTo(3);

        classes.complete(null);

        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A method that not every version of the client knows. */
    private static MethodDescriptor<?, ?> named(String method) {
        MethodDescriptor<?, ?> known = SparkConnectServiceGrpc.getExecutePlanMethod();
        return known.toBuilder()
                .setFullMethodName(MethodDescriptor.generateFullMethodName(known.getServiceName(), method))
                .build();
    }

    private <Q, R> void start(MethodDescriptor<Q, R> method, CountDownLatch started) {
        calls.interceptCall(method, CallOptions.DEFAULT, ending(Status.OK))
                .start(new ClientCall.Listener<>() {}, new Metadata());
        started.countDown();
    }
}
