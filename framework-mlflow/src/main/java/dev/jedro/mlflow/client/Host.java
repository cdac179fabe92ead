package dev.jedro.mlflow.client;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Where a tracking server is, and what it wants to know of who asks. Thread-safe. */
public interface Host {

    /** The address without a path of the API, user or password. */
    URI uri();

    /** Headers for the next request, such as {@code Authorization}; asked anew for each, so that a token may expire. */
    Map<String, String> headers();

    /** Whom to trust, and as whom to come; empty for what the Java has: those whom the system trusts, and without a certificate. */
    default Optional<SSLContext> tls() {
        return Optional.empty();
    }
}
