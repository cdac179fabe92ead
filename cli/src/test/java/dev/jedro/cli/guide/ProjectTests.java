package dev.jedro.cli.guide;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Compiles and runs the tests of a project in this process. */
final class ProjectTests {
    private ProjectTests() {}

    /**
     * Runs all of them. The project itself is compiled already.
     *
     * @return the line in which Maven would sum them up
     */
    static List<String> run(Path project) throws IOException {
        Path target = Files.createDirectories(project.resolve("target/test-classes"));
        compile(project, target);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {
                    target.toUri().toURL(),
                    project.resolve("target/classes").toUri().toURL()
                },
                ProjectTests.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(target)))
                                    .build(),
                            listener);
        } finally {
            thread.setContextClassLoader(before);
        }
        var summary = listener.getSummary();
        if (summary.getTotalFailureCount() > 0) {
            StringWriter failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures), 30);
            throw new AssertionError(failures.toString());
        }
        return List.of("[INFO] Tests run: " + summary.getTestsSucceededCount() + ", Failures: 0, Errors: 0, Skipped: "
                + summary.getTestsSkippedCount());
    }

    private static void compile(Path project, Path target) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        try (Stream<Path> files = Files.walk(project.resolve("src/test/java"));
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            String classPath =
                    project.resolve("target/classes") + File.pathSeparator + System.getProperty("java.class.path");
            StringWriter errors = new StringWriter();
            boolean compiled = compiler.getTask(
                            errors,
                            manager,
                            null,
                            List.of("-proc:none", "-parameters", "-cp", classPath, "-d", target.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError("the page's tests do not compile: " + errors);
            }
        }
    }
}
