package dev.jedro.spark.server.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.Plan;
import org.jspecify.annotations.Nullable;
import org.sparkproject.connect.grpc.ForwardingServerCallListener;
import org.sparkproject.connect.grpc.Metadata;
import org.sparkproject.connect.grpc.ServerCall;
import org.sparkproject.connect.grpc.ServerCallHandler;
import org.sparkproject.connect.grpc.ServerInterceptor;
import org.sparkproject.connect.grpc.Status;

/**
 * Writes down each call that reaches the server, with its headers, and refuses those without an accepted token. Two files named by system properties are all it shares with the
 * test: the log, a call a line ({@code method TAB what TAB name=value TAB …}), and the accepted tokens, a token a line; all calls are accepted if there are none.
 */
public final class CallLog implements ServerInterceptor {
    /** The system property that names the log. */
    public static final String LOG = "jedro.connect.log";

    /** The system property that names the accepted tokens. */
    public static final String TOKENS = "jedro.connect.tokens";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private final Path log = Path.of(System.getProperty(LOG));
    private final Path tokens = Path.of(System.getProperty(TOKENS));

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        String method = call.getMethodDescriptor().getBareMethodName();
        String line = headerLine(headers);
        String refusal = refusal(headers.get(AUTHORIZATION));
        if (refusal != null) {
            write(method + "\trefused" + line);
            call.close(Status.UNAUTHENTICATED.withDescription(refusal), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return new ForwardingServerCallListener.SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean written;

            @Override
            public void onMessage(Q message) {
                if (!written) {
                    written = true;
                    write(method + "\t" + what(message) + line);
                }
                super.onMessage(message);
            }
        };
    }

    private static String what(@Nullable Object message) {
        if (message instanceof ExecutePlanRequest request) {
            Plan plan = request.getPlan();
            return plan.hasCommand()
                    ? plan.getCommand().getCommandTypeCase().name()
                    : plan.getRoot().getRelTypeCase().name();
        }
        return "";
    }

    private static String headerLine(Metadata headers) {
        StringBuilder line = new StringBuilder();
        for (String name : headers.keys()) {
            if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                line.append('\t')
                        .append(name)
                        .append('=')
                        .append(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
            }
        }
        return line.toString();
    }

    private @Nullable String refusal(@Nullable String authorization) {
        try {
            List<String> accepted = Files.exists(tokens) ? Files.readAllLines(tokens) : List.of();
            if (accepted.isEmpty()) {
                return null;
            }
            if (authorization == null) {
                return "No authentication token provided";
            }
            return accepted.contains(authorization.replaceFirst("^Bearer ", ""))
                    ? null
                    : "Invalid authentication token";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void write(String line) {
        try {
            Files.writeString(
                    log, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
