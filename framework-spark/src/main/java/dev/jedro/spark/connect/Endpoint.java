package dev.jedro.spark.connect;

import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Spark Connect server is and what it is told with each call. Prints without the token.
 *
 * @param tls whether the connection is encrypted
 * @param token empty where none is needed, or where a supplier gives one for each call
 * @param userId who the work is done for; empty for the name of the operating system's user
 * @param headers sent with each call, by lower-case name
 */
public record Endpoint(
        String host,
        int port,
        boolean tls,
        Optional<Secret> token,
        Optional<String> userId,
        Map<String, String> headers) {
    private static final int USUAL_PORT = 15002;
    private static final Pattern FORM =
            Pattern.compile("sc://([^/;:\\[\\]\\s@]+|\\[[0-9a-fA-F:]+])(?::([^/;]*))?(/[^;]*)?(;.*)?");

    public Endpoint {
        headers = Map.copyOf(headers);
    }

    /** A copy with a token, unless it has one. */
    public Endpoint orToken(Optional<Secret> other) {
        return new Endpoint(host, port, tls, token.or(() -> other), userId, headers);
    }

    /** A copy with more headers; those of the address win. */
    public Endpoint plusHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        more.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        all.putAll(headers);
        return new Endpoint(host, port, tls, token, userId, all);
    }

    /** Whether nothing leaves this machine. */
    public boolean loopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /**
     * Reads {@code sc://host:port/;key=value;…} strictly. Each value may be percent-encoded; a token that has {@code ;} or {@code =} has to be.
     *
     * @param place where it is written
     * @throws JedroException if it cannot be understood, or would send a token in clear text; never with the token in it
     */
    public static Endpoint parse(String text, Place place) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw bad(
                    place,
                    text.contains("://") && !text.strip().startsWith("sc://")
                            ? "The address of a Spark Connect server begins with sc://, not with " + scheme(text)
                                    + "://."
                            : "The address of a Spark Connect server cannot be understood.");
        }
        String path = form.group(3) == null ? "" : form.group(3);
        if (!path.isEmpty() && !path.equals("/")) {
            throw bad(place, "The address of a Spark Connect server has a path, which means nothing.");
        }
        if (path.isEmpty() && form.group(4) != null) {
            throw bad(place, "The address of a Spark Connect server lacks the '/' before its parameters.");
        }
        Parameters parameters =
                Parameters.of(form.group(4) == null ? "" : form.group(4).substring(1), place);
        String host = form.group(1);
        int port = port(form.group(2), place);
        boolean secret = parameters.token.isPresent();
        boolean tls = parameters.tls.orElse(secret && !isLoopback(host));
        Endpoint endpoint = new Endpoint(host, port, tls, parameters.token, parameters.userId, parameters.headers);
        endpoint.requireThatNoTokenTravelsInClear(
                secret, place, "remove use_ssl=false, so that the connection is encrypted");
        return endpoint;
    }

    /** What is secret in the text of an address, whether or not it can be understood: the text itself and the token in it, if there is one. */
    public static List<String> secrets(String text) {
        if (!text.contains("token=")) {
            return List.of();
        }
        try {
            return parse(text, Place.of("remote"))
                    .token
                    .map(token -> List.of(text, token.reveal()))
                    .orElse(List.of());
        } catch (JedroException e) {
            return List.of(text);
        }
    }

    /**
     * Refuses to send a token over a connection that others can read.
     *
     * @param withToken whether there is one
     * @param fix how the connection is encrypted
     */
    public void requireThatNoTokenTravelsInClear(boolean withToken, Place place, String fix) {
        if (withToken && !tls && !loopback()) {
            throw new JedroException(Problem.error(
                            SparkCode.CLEAR_TEXT, "A token would travel to " + host + ":" + port + " in clear text.")
                    .at(place)
                    .fix(fix));
        }
    }

    private static String scheme(String text) {
        return text.strip().substring(0, text.strip().indexOf("://"));
    }

    private static int port(String text, Place place) {
        if (text == null) {
            return USUAL_PORT;
        }
        if (text.matches("\\d{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65535) {
                return port;
            }
        }
        // Not shown unless it is a number: a password may stand there by mistake.
        throw bad(
                place,
                (text.matches("\\d+") ? "'" + text + "'" : "What stands behind the host")
                        + " is no port: that is a number from 1 to 65535.");
    }

    static JedroException bad(Place place, String what) {
        return new JedroException(Problem.error(SparkCode.BAD_ADDRESS, what)
                .at(place)
                .fix("write, for instance: sc://localhost:15002 or sc://spark.acme.com:443/;use_ssl=true"));
    }

    /** What stands behind the slash. */
    private static final class Parameters {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Optional<Secret> token = Optional.empty();
        private Optional<String> userId = Optional.empty();
        private Optional<Boolean> tls = Optional.empty();

        static Parameters of(String text, Place place) {
            Parameters parameters = new Parameters();
            List<String> seen = new java.util.ArrayList<>();
            for (String part : text.split(";", -1)) {
                if (part.isEmpty()) {
                    continue;
                }
                int at = part.indexOf('=');
                String key = at < 0 ? "" : part.substring(0, at);
                // Not shown: it may be the rest of a token.
                if (at <= 0 || !key.matches("[A-Za-z0-9_.-]+")) {
                    throw bad(
                            place,
                            "A parameter of the address has not the form key=value; ';' in a value is written %3B.");
                }
                String value = decoded(part.substring(at + 1), key, place);
                if (seen.contains(key)) {
                    throw bad(place, "The address has the parameter '" + key + "' twice.");
                }
                seen.add(key);
                parameters.put(key, value, place);
            }
            return parameters;
        }

        private static String decoded(String value, String key, Place place) {
            try {
                return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw bad(
                        place,
                        "The value of '" + key + "' in the address is wrongly percent-encoded; '%' is written %25.");
            }
        }

        private void put(String key, String value, Place place) {
            switch (key) {
                case "token" -> {
                    if (value.isEmpty()) {
                        throw bad(place, "The address has an empty token.");
                    }
                    token = Optional.of(new Secret(value));
                }
                case "user_id" -> userId = Optional.of(value);
                case "use_ssl" -> tls = Optional.of(truth(value, place));
                case "user_agent", "session_id", "grpc_max_message_size" ->
                    throw bad(place, "Jedro sets '" + key + "' itself.");
                default -> {
                    if (key.equalsIgnoreCase("token")
                            || key.equalsIgnoreCase("use_ssl")
                            || key.equalsIgnoreCase("user_id")) {
                        throw bad(place, "The parameter '" + key + "' is written in lower case.");
                    }
                    headers.put(key.toLowerCase(Locale.ROOT), value);
                }
            }
        }

        private static boolean truth(String value, Place place) {
            if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                return value.equalsIgnoreCase("true");
            }
            throw bad(place, "use_ssl is true or false, not '" + value + "'.");
        }
    }

    /** The address without its token and the values of its headers. */
    @Override
    public String toString() {
        return "sc://" + host + ":" + port + (tls ? " (encrypted)" : "");
    }
}
