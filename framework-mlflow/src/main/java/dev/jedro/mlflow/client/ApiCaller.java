package dev.jedro.mlflow.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.mlflow.client.Endpoint.Answer;
import dev.jedro.mlflow.client.Endpoint.Request;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks an endpoint, repeats what may be repeated, and turns failures into {@link TrackingException}s.
 *
 * <p>A request that was never looked at (no connection, 429) is always repeated. One whose fate is unknown (a connection that broke, 5xx) is repeated only if doing
 * it twice does no harm. An answer that says no is final.
 */
public final class ApiCaller {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<Integer> PASSING = Set.of(408, 500, 502, 503, 504);
    private final Endpoint endpoint;
    private final HttpSettings settings;

    public ApiCaller(Endpoint endpoint, HttpSettings settings) {
        this.endpoint = endpoint;
        this.settings = settings;
    }

    /** Whether a request may be repeated when nobody knows what became of it. */
    public enum Twice {
        HARMLESS,
        HARMFUL
    }

    /** For requests that are not MLflow's own, such as those for signed addresses. */
    public String shown() {
        return endpoint.shown();
    }

    /** The answer's JSON; missing if it has none. */
    public JsonNode send(String method, String path, @Nullable JsonNode body, Twice twice) {
        Request request = new Request(method, path, body);
        for (int tried = 1; ; tried++) {
            Answer answer;
            try {
                answer = endpoint.exchange(request);
            } catch (InterruptedIOException e) {
                throw unreachable(request, "the waiting was interrupted", e);
            } catch (IOException e) {
                if (tried > settings.retries() || !(twice == Twice.HARMLESS || neverSent(e))) {
                    throw unreachable(request, said(e), e);
                }
                sleep(Waits.before(tried, null, settings), request);
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(request, "the waiting was interrupted", e);
            } catch (JedroException e) {
                throw notLoggedIn(e);
            }
            if (answer.status() / 100 == 2) {
                return json(request, answer);
            }
            boolean repeat = answer.status() == TOO_MANY_REQUESTS
                    || (PASSING.contains(answer.status()) && twice == Twice.HARMLESS);
            if (!repeat || tried > settings.retries()) {
                throw refused(request, answer);
            }
            sleep(Waits.before(tried, answer.retryAfter(), settings), request);
        }
    }

    /** Whether the request cannot have reached the server. */
    private static boolean neverSent(IOException e) {
        return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
    }

    private static String said(IOException e) {
        String text = e.getMessage();
        return e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }

    private void sleep(Duration wait, Request request) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(request, "the waiting was interrupted", e);
        }
    }

    private JsonNode json(Request request, Answer answer) {
        JsonNode body = answer.body();
        if (body != null) {
            return body;
        }
        throw new TrackingException(
                Problem.error(
                                MlflowCode.REFUSED,
                                "What answers at " + endpoint.shown() + " is no MLflow: " + path(request)
                                        + " gave no JSON.")
                        .fix("correct mlflow_tracking_uri: it is the address of the server, without /api or /#"),
                null);
    }

    private TrackingException unreachable(Request request, String why, Exception cause) {
        return new TrackingException(
                Problem.error(
                                MlflowCode.UNREACHABLE,
                                "The tracking server at " + endpoint.shown() + " does not answer " + path(request)
                                        + " (" + why + ").")
                        .fix("start the server, or correct mlflow_tracking_uri in mlflow.yml"),
                cause);
    }

    /** No token could be had for the request. */
    private TrackingException notLoggedIn(JedroException e) {
        Problem cause = e.problems().get(0);
        Problem problem = Problem.error(
                MlflowCode.NOT_AUTHORIZED, "There is no login for " + endpoint.shown() + ": " + cause.what());
        for (Place place : cause.where()) {
            problem = problem.at(place);
        }
        for (String fix : cause.fixes()) {
            problem = problem.fix(fix);
        }
        return new TrackingException(problem, e);
    }

    private TrackingException refused(Request request, Answer answer) {
        // A page of a gateway is no JSON: its status says enough.
        JsonNode body = answer.body() == null ? MissingNode.getInstance() : answer.body();
        String error = body.path("error_code").asText("");
        String said = body.path("message").asText("");
        String what = path(request) + " at " + endpoint.shown() + " gave " + answer.status()
                + (error.isEmpty() ? "" : " " + error) + (said.isEmpty() ? "" : ": " + shortened(said));
        MlflowCode code = code(answer.status(), error);
        Problem problem = Problem.error(code, what + (what.endsWith(".") ? "" : "."));
        return new TrackingException(
                switch (code) {
                    case NOT_AUTHORIZED ->
                        problem.fix(
                                "correct the credentials under server.credentials of mlflow.yml, or MLFLOW_TRACKING_USERNAME, _PASSWORD and _TOKEN");
                    case UNREACHABLE -> problem.fix("look into the server's log, or try again later");
                    default -> problem;
                },
                null);
    }

    private static MlflowCode code(int status, String error) {
        if (error.equals("RESOURCE_ALREADY_EXISTS")) {
            return MlflowCode.ALREADY_THERE;
        }
        if (error.equals("RESOURCE_DOES_NOT_EXIST") || status == 404) {
            return MlflowCode.NOT_FOUND;
        }
        if (status == 401 || status == 403) {
            return MlflowCode.NOT_AUTHORIZED;
        }
        return status == TOO_MANY_REQUESTS || PASSING.contains(status) ? MlflowCode.UNREACHABLE : MlflowCode.REFUSED;
    }

    /** A server's words may quote what it was sent, however long. */
    private static String shortened(String said) {
        String line = said.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }

    private static String path(Request request) {
        int query = request.path().indexOf('?');
        return query < 0 ? request.path() : request.path().substring(0, query);
    }
}
