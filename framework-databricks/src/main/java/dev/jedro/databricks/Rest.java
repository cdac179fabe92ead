package dev.jedro.databricks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;

/** Asks the workspace's REST interface, and says what is wrong with its answers as problems. */
final class Rest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 300;

    /** Asked for to see whether the credentials are good, so what is wrong then is the login or the host. */
    static final String LOGIN = "who is logged in";

    private final URI host;
    private final Http http;
    private final Tokens tokens;
    private final Place written;
    private final Supplier<Place> credentials;
    private volatile String used = "";

    /**
     * @param written where the host was written
     * @param credentials where they were written
     */
    Rest(URI host, Http http, Tokens tokens, Place written, Supplier<Place> credentials) {
        this.host = host;
        this.http = http;
        this.tokens = tokens;
        this.written = written;
        this.credentials = credentials;
    }

    /** @param what is asked for, for messages */
    JsonNode get(String path, String what) {
        return send(HttpRequest.newBuilder(host.resolve(path)).GET(), true, what);
    }

    JsonNode post(String path, Map<String, String> body, String what) {
        try {
            HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
            return send(
                    HttpRequest.newBuilder(host.resolve(path))
                            .header("Content-Type", "application/json")
                            .POST(json),
                    false,
                    what);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws JedroException if the answer has no such text */
    String text(JsonNode answer, String key) {
        JsonNode value = answer.path(key);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new JedroException(foreign("it has no '" + key + "'"));
        }
        return value.asText();
    }

    /** The text with the token masked that was used last. */
    String masked(String text) {
        String token = used;
        return token.length() < 4 ? text : text.replace(token, Secret.MASK);
    }

    private JsonNode send(HttpRequest.Builder request, boolean repeatable, String what) {
        HttpResponse<String> answer = once(request, repeatable);
        if (answer.statusCode() == 401 && tokens.renewable()) {
            // A token may be taken back before its time is over.
            tokens.renew();
            answer = once(request, repeatable);
        }
        if (answer.statusCode() / 100 == 2) {
            return json(answer.body());
        }
        throw new JedroException(problem(answer, what));
    }

    private HttpResponse<String> once(HttpRequest.Builder request, boolean repeatable) {
        String token = tokens.token();
        used = token;
        try {
            return http.send(
                    request.setHeader("Authorization", "Bearer " + token).setHeader("User-Agent", "jedro"), repeatable);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while the workspace was asked");
            }
            throw new JedroException(Failures.of(e, host, written, http.timeout()));
        } catch (IllegalArgumentException e) {
            // The JDK's message repeats the header, and so the token.
            throw new JedroException(
                    Problem.error(DatabricksCode.BAD_VALUE, "The token has a character that no token can have.")
                            .at(credentials.get())
                            .fix("copy it again, whole and without anything beside it"));
        }
    }

    private JsonNode json(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new JedroException(foreign(body.isBlank() ? "it is empty" : "it is no JSON"));
    }

    private Problem foreign(String why) {
        return Problem.error(
                        DatabricksCode.NOT_DATABRICKS,
                        "The answer of " + host + " is not one of Databricks: " + why + ".")
                .at(written)
                .fix("correct the host")
                .fix("look for a proxy or a login page between here and the workspace");
    }

    private Problem problem(HttpResponse<String> answer, String what) {
        String said = said(answer.body());
        int status = answer.statusCode();
        if (status == 401) {
            return Problem.error(
                            DatabricksCode.BAD_TOKEN,
                            "The workspace " + host + " does not accept the credentials" + said)
                    .at(credentials.get())
                    .fix(
                            "make a new token, under Settings, Developer, Access tokens, and give it to: jedro databricks configure")
                    .fix("see that the token belongs to this workspace");
        }
        if (status == 403) {
            boolean login = what.equals(LOGIN);
            return Problem.error(
                            DatabricksCode.FORBIDDEN,
                            login
                                    ? "The workspace " + host + " knows the credentials, but does not let them in"
                                            + said
                                    : "The credentials may not see " + what + said)
                    .at(credentials.get())
                    .fix(
                            login
                                    ? "ask the workspace's administrator to let you or the service principal into it"
                                    : "ask the workspace's administrator for the right to use it")
                    .fix("see that the workspace lets your address in, if it has a list of them");
        }
        boolean gone = status == 404 || (status == 400 && answer.body().contains("does not exist"));
        if (gone && what.equals(LOGIN)) {
            return foreign("nobody can log in there, it answers with status " + status);
        }
        if (gone) {
            return Problem.error(DatabricksCode.NOT_FOUND, "The workspace " + host + " has not " + what + said)
                    .at(written)
                    .fix("correct the id, or choose the workspace that it belongs to");
        }
        if (status == 429) {
            return Problem.error(
                            DatabricksCode.TOO_MANY_REQUESTS,
                            "The workspace " + host + " refuses further requests for now" + said)
                    .at(written)
                    .fix("wait a minute, and run less at once");
        }
        if (status >= 300 && status < 400) {
            return foreign("it leads elsewhere, with status " + status);
        }
        if (status >= 500) {
            return Problem.error(
                            DatabricksCode.SERVER_FAILED,
                            "The workspace " + host + " failed with status " + status + said)
                    .at(written)
                    .fix("try again in some minutes; the state of Databricks is told at https://status.databricks.com");
        }
        return Problem.error(
                        DatabricksCode.NOT_DATABRICKS,
                        "The workspace " + host + " refused to tell " + what + " with status " + status + said)
                .at(written)
                .fix("see that this is the address of a workspace");
    }

    /** What Databricks says about an error, on one line and without the token; a page of HTML says nothing. */
    private String said(String body) {
        try {
            JsonNode error = JSON.readTree(body);
            String message =
                    error.path("message").asText(error.path("error_description").asText(""));
            if (!message.isBlank()) {
                String line = masked(message).replaceAll("\\s+", " ").strip();
                return ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
            }
        } catch (JsonProcessingException e) {
            // nothing to tell
        }
        return ".";
    }
}
