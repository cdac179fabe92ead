package dev.jedro.databricks;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong between here and the workspace, as a problem with its cure. */
final class Failures {
    private Failures() {}

    /** @param place where the host was written */
    static Problem of(IOException e, URI uri, Place place, Duration timeout) {
        if (has(e, UnknownHostException.class) || has(e, UnresolvedAddressException.class)) {
            return Problem.error(DatabricksCode.UNKNOWN_HOST, "The network knows no host '" + uri.getHost() + "'.")
                    .at(place)
                    .fix("correct the host; it is the first part of the address in your browser")
                    .fix("connect to the VPN if the workspace is a private one");
        }
        if (has(e, HttpConnectTimeoutException.class) || has(e, ConnectException.class)) {
            return Problem.error(
                            DatabricksCode.UNREACHABLE,
                            "The host '" + uri.getHost() + "' does not take connections at port " + port(uri) + ".")
                    .at(place)
                    .fix("correct host and port")
                    .fix(
                            "look at VPN, firewall and proxy (the JVM's is set with -Dhttps.proxyHost and -Dhttps.proxyPort)");
        }
        if (has(e, SSLException.class)) {
            return Problem.error(
                            DatabricksCode.TLS_FAILED,
                            "No secure connection can be made to '" + uri.getHost() + "': "
                                    + reason(e, SSLException.class))
                    .at(place)
                    .fix("correct the host, if the certificate is not made for it")
                    .fix("let the JVM trust your company's certificate: -Djavax.net.ssl.trustStore=FILE");
        }
        if (has(e, HttpTimeoutException.class)) {
            return Problem.error(
                            DatabricksCode.TOO_SLOW,
                            "The workspace " + origin(uri) + " did not answer within " + timeout.toSeconds() + " s.")
                    .at(place)
                    .fix("try again, or look at the network in between")
                    .fix("wait longer, with http_timeout_seconds in the profile");
        }
        if (lost(e)) {
            return Problem.error(
                            DatabricksCode.CONNECTION_LOST,
                            "The connection to " + origin(uri) + " was closed before the answer was there.")
                    .at(place)
                    .fix("try again")
                    .fix("look at what stands between here and the workspace: a proxy, a VPN");
        }
        return Problem.error(
                        DatabricksCode.CONNECTION_LOST,
                        "The workspace " + origin(uri) + " cannot be asked: "
                                + e.getClass().getSimpleName() + ".")
                .at(place)
                .fix("try again");
    }

    /** Whether a connection that was there was closed before the answer. */
    static boolean lost(IOException e) {
        boolean closed =
                has(e, EOFException.class) || has(e, ClosedChannelException.class) || has(e, SocketException.class);
        boolean never =
                has(e, ConnectException.class) || has(e, UnknownHostException.class) || has(e, SSLException.class);
        String message = String.valueOf(e.getMessage());
        return !never
                && (closed
                        || message.contains("EOF")
                        || message.contains("received no bytes")
                        || message.contains("reset"));
    }

    /** Scheme, host and port of an address. */
    static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("http") ? 80 : 443;
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        return find(thrown, kind).isPresent();
    }

    private static String reason(Throwable thrown, Class<? extends Throwable> kind) {
        return find(thrown, kind)
                .map(found -> String.valueOf(found.getMessage()))
                .orElse("unknown");
    }

    private static Optional<Throwable> find(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable link = thrown;
        for (int depth = 0; link != null && depth < 20; depth++) {
            if (kind.isInstance(link)) {
                return Optional.of(link);
            }
            link = link.getCause();
        }
        return Optional.empty();
    }
}
