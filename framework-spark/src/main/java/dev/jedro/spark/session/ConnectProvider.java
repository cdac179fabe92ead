package dev.jedro.spark.session;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.connect.ClientCheck;
import dev.jedro.spark.connect.ConnectSession;
import dev.jedro.spark.connect.Endpoint;
import dev.jedro.spark.failure.SparkCode;
import java.time.Duration;
import java.util.Optional;

/** Opens a session on any Spark Connect server. */
final class ConnectProvider implements SparkSessionProvider {
    static final String NAME = "connect";
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(SessionRequest request) {
        ClientCheck.run();
        RemoteConf.check(request);
        endpoint(request);
    }

    /** The server that the settings name. */
    static Endpoint endpoint(SessionRequest request) {
        SessionSettings settings = request.settings();
        Endpoint endpoint = Endpoint.parse(remote(request), request.place("remote"))
                .orToken(settings.token())
                .plusHeaders(settings.headers());
        endpoint.requireThatNoTokenTravelsInClear(
                endpoint.token().isPresent(),
                request.place("remote"),
                "write the address with encryption: sc://" + endpoint.host() + ":" + endpoint.port()
                        + "/;use_ssl=true");
        return endpoint;
    }

    private static String remote(SessionRequest request) {
        return request.settings()
                .remote()
                .orElseThrow(() -> new JedroException(
                        Problem.error(SparkCode.BAD_ADDRESS, "The provider 'connect' needs the address of a server.")
                                .at(request.place("remote"))
                                .fix("add to spark.yml, for instance:  remote: sc://localhost:15002")
                                .fix("set SPARK_REMOTE")));
    }

    @Override
    public OpenSession open(SessionRequest request) {
        SessionSettings settings = request.settings();
        Endpoint endpoint = endpoint(request);
        Endpoint.secrets(remote(request)).forEach(request.owner()::secret);
        settings.token().ifPresent(token -> request.owner().secret(token.reveal()));
        return ConnectSession.open(
                endpoint,
                Optional::empty,
                settings.conf(),
                settings.startTimeout().orElse(USUAL_TIMEOUT),
                request.place("remote"),
                request.owner());
    }
}
