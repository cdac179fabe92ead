package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a workspace, as users write it: with or without scheme, path, query and slash. */
final class HostAddress {
    private HostAddress() {}

    /** Scheme, host and port alone; empty, and a problem, if it is no address of a host. */
    static Optional<URI> of(String written, Place place, Problems problems) {
        String text = written.contains("://") ? written : "https://" + written;
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            problems.add(wrong("This is no address of a workspace.", place));
            return Optional.empty();
        }
        if (uri.getRawUserInfo() != null) {
            problems.add(wrong("The address of the workspace has a user or password in it.", place));
            return Optional.empty();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            problems.add(wrong("'" + written + "' is no address of a workspace.", place));
            return Optional.empty();
        }
        if (scheme.equals("http") && !loopback(uri.getHost())) {
            problems.add(Problem.error(
                            DatabricksCode.CLEAR_TEXT,
                            "The address '" + written
                                    + "' begins with http, so that the token would travel without encryption.")
                    .at(place)
                    .fix("write https://" + uri.getHost()));
            return Optional.empty();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return Optional.of(URI.create(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port));
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static Problem wrong(String what, Place place) {
        return Problem.error(DatabricksCode.BAD_VALUE, what)
                .at(place)
                .fix("write it as https://dbc-a1b2345c-d6e7.cloud.databricks.com, as in the browser's address line");
    }
}
