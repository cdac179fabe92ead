package dev.jedro.mlflow.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which call is for whom. */
final class Routes {
    private final Map<String, Handler> exact = new LinkedHashMap<>();
    private final Map<Pattern, Handler> patterns = new LinkedHashMap<>();

    /** Answers a call. */
    interface Handler {
        /** @param id what stands for {@code {id}} in the path; empty if nothing does */
        ObjectNode answer(Params params, String id);
    }

    /** Answers a call whose path has no variable. */
    interface Plain {
        ObjectNode answer(Params params);
    }

    /**
     * @param route method and path below {@code /api/2.0/mlflow/}, for instance {@code POST runs/create}
     */
    Routes on(String route, Plain handler) {
        exact.put(route, (params, id) -> handler.answer(params));
        return this;
    }

    /** @param route with {@code {id}} once in its path */
    Routes onId(String route, Handler handler) {
        patterns.put(Pattern.compile(route.replace("{id}", "([^/]+)")), handler);
        return this;
    }

    /** @return empty if there is no such call */
    Optional<Routes.Plain> find(String method, String path) {
        String route = method + " " + path;
        Handler handler = exact.get(route);
        if (handler != null) {
            return Optional.of(params -> handler.answer(params, ""));
        }
        for (Map.Entry<Pattern, Handler> pattern : patterns.entrySet()) {
            Matcher matcher = pattern.getKey().matcher(route);
            if (matcher.matches()) {
                String id = matcher.groupCount() > 0 ? matcher.group(1) : "";
                return Optional.of(params -> pattern.getValue().answer(params, id));
            }
        }
        return Optional.empty();
    }
}
