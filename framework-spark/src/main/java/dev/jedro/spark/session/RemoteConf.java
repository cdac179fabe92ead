package dev.jedro.spark.session;

import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.spark.failure.SparkCode;
import java.util.List;

/** Spark's settings that only who starts an engine can give: a session on somebody else's engine would ignore or refuse them one by one. */
final class RemoteConf {
    private static final String KEY = "conf";
    private static final List<String> OF_ENGINE = List.of(
            "spark.master",
            "spark.app.name",
            "spark.jars",
            "spark.files",
            "spark.submit.",
            "spark.driver.",
            "spark.executor.",
            "spark.cores.",
            "spark.dynamicAllocation.",
            "spark.hadoop.",
            "spark.local.dir",
            "spark.serializer",
            "spark.ui.",
            "spark.eventLog.",
            "spark.sql.extensions",
            "spark.sql.warehouse.dir");

    private RemoteConf() {}

    /** @throws dev.jedro.problem.JedroException with all of them, each at its own line */
    static void check(SessionRequest request) {
        Problems problems = new Problems();
        request.settings().conf().keySet().stream()
                .filter(RemoteConf::ofEngine)
                .sorted()
                .forEach(
                        key -> problems.add(
                                Problem.error(
                                                SparkCode.WRONG_SETTING,
                                                "The setting '" + key
                                                        + "' is the server's own: it cannot be given to a session there.")
                                        .at(place(request, key))
                                        .fix("set it in the configuration of the server or cluster")
                                        .fix(
                                                "if it is for this machine, write it into conf/local/spark.yml, and 'conf: {}' into this environment's")));
        problems.throwIfErrors();
    }

    private static boolean ofEngine(String key) {
        return OF_ENGINE.stream().anyMatch(each -> each.endsWith(".") ? key.startsWith(each) : matches(key, each));
    }

    private static boolean matches(String key, String each) {
        return key.equals(each) || key.startsWith(each + ".");
    }

    private static Place place(SessionRequest request, String key) {
        return request.written()
                .get(KEY)
                .filter(ConfigMap.class::isInstance)
                .map(conf -> ((ConfigMap) conf).keyPlace(key))
                .orElseGet(() -> request.place(KEY));
    }
}
