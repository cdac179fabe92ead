package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.search.SearchCode;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.mlflow.store.StoreCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MLflow's REST API over a store, whatever brings the calls. Thread-safe. */
final class RestApi {
    private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);
    private final FileTrackingStore store;
    private final ArtifactPlaces places;
    private final ArtifactCalls artifacts;
    private final Answer answer;

    /** By the first word of the path; made when one is called, since most runs call few. */
    private final Map<String, Routes> groups = new ConcurrentHashMap<>();

    RestApi(FileTrackingStore store, ArtifactPlaces places, ArtifactCalls artifacts) {
        this.store = store;
        this.places = places;
        this.artifacts = artifacts;
        this.answer = new Answer(places::shown);
    }

    private Routes routes(String route) {
        String word = route.substring(0, Math.max(0, route.indexOf('/')));
        return switch (word.isEmpty() ? route : word) {
            case "experiments" ->
                group("experiments", new ExperimentCalls(store.experiments(), places, answer)::register);
            case "runs", "metrics" -> group("runs", new RunCalls(store.runs(), answer)::register);
            case "registered-models", "model-versions" ->
                group("models", new RegistryCalls(store.models(), answer)::register);
            case "logged-models" -> group("logged-models", this::loggedModels);
            case "artifacts" -> group("artifacts", artifacts::register);
            default -> new Routes();
        };
    }

    private void loggedModels(Routes routes) {
        new LoggedModelCalls(store.loggedModels(), answer).register(routes);
        artifacts.register(routes);
    }

    private Routes group(String name, Consumer<Routes> calls) {
        return groups.computeIfAbsent(name, first -> {
            Routes made = new Routes();
            calls.accept(made);
            return made;
        });
    }

    /** @param status of HTTP */
    record Reply(int status, ObjectNode body) {}

    /**
     * Who answers a call.
     *
     * @param route below {@code /api/2.0/mlflow/}
     * @throws Refusal if there is no such call
     */
    Routes.Plain handler(String method, String route) {
        return routes(route)
                .find(method, route)
                .orElseThrow(() ->
                        new Refusal(404, "ENDPOINT_NOT_FOUND", "There is no " + method + " /api/2.0/mlflow/" + route));
    }

    /**
     * What is said of a call that failed: cause, near names and cure in one text, which MLflow's clients show.
     *
     * @param call for the log
     */
    static Reply failure(RuntimeException e, String call) {
        if (e instanceof Refusal refusal) {
            return reply(refusal.status(), refusal.errorCode(), refusal.text());
        }
        if (!(e instanceof JedroException known)) {
            LOG.error("A call of MLflow's API failed: {}", call, e);
            return reply(500, "INTERNAL_ERROR", "The server failed; its log says why");
        }
        Problem first = known.problems().get(0);
        String message = known.problems().stream().map(RestApi::sentence).collect(Collectors.joining("\n"));
        if (!(first.code() instanceof StoreCode code)) {
            return reply(400, first.code() instanceof SearchCode ? "INVALID_PARAMETER_VALUE" : "BAD_REQUEST", message);
        }
        if (code.status() >= 500) {
            LOG.error("The tracking store failed.\n{}", message, e);
        }
        return reply(code.status(), code.errorCode(), message);
    }

    private static Reply reply(int status, String code, String message) {
        return new Reply(status, Answer.empty().put("error_code", code).put("message", message));
    }

    private static String sentence(Problem problem) {
        StringBuilder text = new StringBuilder(problem.what());
        if (problem.code() instanceof SearchCode) {
            problem.where().forEach(place -> text.append(" at ").append(place));
        }
        if (!problem.near().isEmpty()) {
            text.append(". Near: ").append(String.join(", ", problem.near()));
        }
        if (!problem.fixes().isEmpty()) {
            text.append(". Try: ").append(String.join(", or ", problem.fixes()));
        }
        return text.toString();
    }
}
