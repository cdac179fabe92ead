package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.Host;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A server of one's own, with a password, a token, or open to all. */
record PlainHost(URI uri, Map<String, String> headers, Optional<SSLContext> tls) implements Host {

    /** @param given what credentials and environment say by MLflow's name of the variable */
    static PlainHost of(URI uri, Function<String, Optional<String>> given) {
        Optional<String> token = given.apply("MLFLOW_TRACKING_TOKEN");
        Optional<String> user = given.apply("MLFLOW_TRACKING_USERNAME");
        Optional<SSLContext> tls = Certificates.of(given);
        if (user.isPresent()) { // as MLflow: a user counts before a token
            String pair =
                    user.get() + ":" + given.apply("MLFLOW_TRACKING_PASSWORD").orElse("");
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            return new PlainHost(uri, Map.of("Authorization", "Basic " + encoded), tls);
        }
        return new PlainHost(
                uri,
                token.map(bearer -> Map.of("Authorization", "Bearer " + bearer)).orElse(Map.of()),
                tls);
    }

    /** Without what it logs in with. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
