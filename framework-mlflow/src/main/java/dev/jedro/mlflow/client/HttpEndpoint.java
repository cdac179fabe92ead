package dev.jedro.mlflow.client;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A tracking server behind HTTP. Keeps connections open, as many as there are requests at once. */
public final class HttpEndpoint implements Endpoint {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private final Host host;
    private final HttpSettings settings;
    private final HttpClient http;

    public HttpEndpoint(Host host, HttpSettings settings) {
        this.host = host;
        this.settings = settings;
        this.http = client(host.tls(), settings);
    }

    /** A client for one server; HTTP 1.1, since gateways stumble over the upgrade that version 2 asks for without TLS. */
    public static HttpClient client(Optional<SSLContext> tls, HttpSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connect());
        tls.ifPresent(builder::sslContext);
        return builder.build();
    }

    @Override
    public Answer exchange(Request request) throws IOException, InterruptedException {
        String body = request.body() == null ? null : request.body().toString();
        HttpRequest.Builder builder = HttpRequest.newBuilder(host.uri().resolve(base() + request.path()))
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .method(request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            builder.header("Content-Type", "application/json; charset=utf-8");
        }
        host.headers().forEach(builder::setHeader);
        HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(
                response.statusCode(),
                json(response.body()),
                response.headers().firstValue("Retry-After").orElse(null));
    }

    private static @Nullable JsonNode json(String body) {
        if (body.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (IOException e) { // a page of a gateway, or of something that is no MLflow
            return null;
        }
    }

    /** A server may live beneath a path: {@code https://gateway/mlflow}. */
    private String base() {
        String path = host.uri().getRawPath() == null ? "" : host.uri().getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public String shown() {
        return host.uri().toString();
    }
}
