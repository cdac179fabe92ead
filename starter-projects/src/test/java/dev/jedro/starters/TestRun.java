package dev.jedro.starters;

import dev.jedro.session.Jedro;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs all tests of one folder of classes, prints how many passed and why others failed, and exits with 1 if any did or there was none. Then runs the project of the folder that
 * it is started in: one run for each further argument, of the pipelines that it names with commas between.
 */
final class TestRun {
    private TestRun() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]))))
                                .build(),
                        listener);
        long passed = listener.getSummary().getTestsSucceededCount();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        listener.getSummary().printFailuresTo(out, 30);
        out.println(passed + " tests passed");
        if (listener.getSummary().getTotalFailureCount() > 0 || passed == 0) {
            System.exit(1);
        }
        for (String pipelines : List.of(arguments).subList(1, arguments.length)) {
            try (Session session = Jedro.open(Path.of(""))) {
                StarterProject.run(session, RunRequest.of(pipelines.split(",")));
            }
        }
        System.exit(0);
    }
}
