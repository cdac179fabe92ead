package dev.jedro.mlflow.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may come in. A server of this machine can be called by every page that its browser shows; so calls must name a host that is ours (else a
 * foreign name could be made to point here), must not come from a foreign page, and must have the token.
 */
final class Guard {
    static final String COOKIE = "jedro-mlflow";

    private final String token;
    private final boolean anyHost;
    private final Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));

    Guard(ServerOptions options) {
        this.token = options.token();
        this.anyHost = isWildcard(options.host()) && !token.isEmpty();
        hosts.add(options.host().toLowerCase(Locale.ROOT));
        options.allowedHosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    private static boolean isWildcard(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @throws Refusal if the call is not for us */
    void check(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = text(headers.getFirst("Host"));
        if (!anyHost && !hosts.contains(withoutPort(host))) {
            throw new Refusal(
                    403, "PERMISSION_DENIED", "The host '" + printable(host) + "' is not that of this server");
        }
        String origin = text(headers.getFirst("Origin"));
        if (!origin.isEmpty() && !exchange.getRequestMethod().equals("GET") && !sameHost(origin, host)) {
            throw new Refusal(403, "PERMISSION_DENIED", "Pages of other origins may not change anything");
        }
    }

    /** @throws Refusal if the token is missing or wrong */
    void checkToken(HttpExchange exchange) {
        if (token.isEmpty() || isToken(given(exchange.getRequestHeaders()))) {
            return;
        }
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer, Basic realm=\"mlflow\"");
        throw new Refusal(
                401,
                "UNAUTHENTICATED",
                "You are not authenticated: set MLFLOW_TRACKING_TOKEN to the token that the server was started with");
    }

    boolean isToken(String text) {
        return MessageDigest.isEqual(bytes(text), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String given(Headers headers) {
        String authorization = text(headers.getFirst("Authorization"));
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        for (String cookie : text(headers.getFirst("Cookie")).split(";", -1)) {
            String stripped = cookie.strip();
            if (stripped.startsWith(COOKIE + "=")) {
                return stripped.substring(COOKIE.length() + 1);
            }
        }
        return "";
    }

    private static boolean sameHost(String origin, String host) {
        try {
            return text(URI.create(origin).getAuthority()).equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
