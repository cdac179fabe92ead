package dev.jedro.spark.session;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.SparkCode;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The providers of sessions that there are: Jedro's own and those found on the class path. */
public final class Providers {
    private Providers() {}

    /** Opens a session with the provider that its settings name. */
    public static OpenSession open(SessionRequest request) {
        return of(request.settings()).open(request);
    }

    /** Whether the settings ask for a session in another process. */
    public static boolean remote(SessionSettings settings) {
        return !(of(settings) instanceof LocalProvider);
    }

    private static SparkSessionProvider of(SessionSettings settings) {
        List<SparkSessionProvider> all = new ArrayList<>(List.of(new LocalProvider()));
        ServiceLoader.load(SparkSessionProvider.class).forEach(all::add);
        String wanted = settings.provider().orElse(LocalProvider.NAME);
        List<String> names = all.stream().map(SparkSessionProvider::name).toList();
        return all.stream()
                .filter(provider -> provider.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new JedroException(Problem.error(
                                SparkCode.UNKNOWN_PROVIDER, "There is no provider '" + wanted + "' of Spark sessions.")
                        .near(NearNames.of(wanted, names))
                        .fix("use one of: " + String.join(", ", names))));
    }
}
