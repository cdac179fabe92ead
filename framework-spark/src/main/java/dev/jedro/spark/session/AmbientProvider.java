package dev.jedro.spark.session;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Uses the session that the surrounding runtime has already, as on a Databricks cluster, and never closes it. */
final class AmbientProvider implements SparkSessionProvider {
    static final String NAME = "ambient";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OpenSession open(SessionRequest request) {
        scala.Option<SparkSession> active = SparkSession.getActiveSession();
        scala.Option<SparkSession> known = active.isDefined() ? active : SparkSession.getDefaultSession();
        if (known.isEmpty()) {
            throw new JedroException(Problem.error(
                            SparkCode.NO_AMBIENT,
                            "The provider 'ambient' needs a Spark session that is there already, and there is none.")
                    .at(request.place("provider"))
                    .fix("run inside a Spark runtime, such as a notebook on a cluster")
                    .fix("use provider: local"));
        }
        SparkSession session = known.get();
        request.settings().conf().forEach(session.conf()::set);
        return new OpenSession() {
            @Override
            public SparkSession session() {
                return session;
            }

            @Override
            public boolean remote() {
                return session instanceof org.apache.spark.sql.connect.SparkSession;
            }

            @Override
            public Map<String, String> facts() {
                Map<String, String> facts = new LinkedHashMap<>();
                facts.put("engine", NAME);
                facts.put("version", session.version());
                return facts;
            }

            @Override
            public void close() {}
        };
    }
}
