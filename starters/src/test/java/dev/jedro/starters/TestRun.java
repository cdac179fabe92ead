package dev.jedro.starters;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs all tests of one folder of classes, prints how many passed and why others failed, and exits with 1 if any did or there was none. */
final class TestRun {
    private TestRun() {}

    public static void main(String[] classFolder) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(classFolder[0]))))
                                .build(),
                        listener);
        long passed = listener.getSummary().getTestsSucceededCount();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        listener.getSummary().printFailuresTo(out, 30);
        out.println(passed + " tests passed");
        System.exit(listener.getSummary().getTotalFailureCount() == 0 && passed > 0 ? 0 : 1);
    }
}
