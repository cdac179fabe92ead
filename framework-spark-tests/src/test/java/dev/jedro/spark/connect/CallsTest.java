package dev.jedro.spark.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.SparkConnectServiceGrpc;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
}
