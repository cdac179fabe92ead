package dev.jedro.databricks;

import com.databricks.sdk.core.http.HttpClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.core.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Carries what the SDK asks for while it logs in. Asking for a token may be repeated, which the SDK does not do by itself. */
final class SdkHttp implements HttpClient {
    private final Http http;
    private final AtomicReference<Optional<IOException>> failed = new AtomicReference<>(Optional.empty());

    SdkHttp(Http http) {
        this.http = http;
    }

    @Override
    public Response execute(Request request) throws IOException {
        URI uri = request.getUri();
        HttpRequest.Builder outgoing = HttpRequest.newBuilder(uri);
        request.getHeaders().forEach((name, value) -> {
            // The client sets it by itself, and refuses to be told.
            if (!name.toLowerCase(Locale.ROOT).equals("content-length")) {
                outgoing.setHeader(name, value);
            }
        });
        String body = request.getBodyString();
        outgoing.method(
                request.getMethod(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(outgoing, true);
            return new Response(request, uri.toURL(), answer.statusCode(), "", headers(answer), answer.body());
        } catch (IOException e) {
            failed.set(Optional.of(e));
            throw e;
        }
    }

    private static Map<String, java.util.List<String>> headers(HttpResponse<String> answer) {
        return answer.headers().map();
    }

    /** The last failure of the network, which the SDK wraps beyond recognition. */
    Optional<IOException> failure() {
        return failed.getAndSet(Optional.empty());
    }
}
