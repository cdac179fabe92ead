package dev.jedro.mlflow.client;

import java.net.URI;
import java.util.Map;

/** Where a tracking server is, and what it wants to know of who asks. Thread-safe. */
public interface Host {

    /** The address without a path of the API, user or password. */
    URI uri();

    /** Headers for the next request, such as {@code Authorization}; asked anew for each, so that a token may expire. */
    Map<String, String> headers();

    /** Whether a certificate that nobody vouches for will do. */
    default boolean insecure() {
        return false;
    }
}
