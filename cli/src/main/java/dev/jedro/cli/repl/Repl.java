package dev.jedro.cli.repl;

import dev.jedro.cli.live.ProjectLoader;
import dev.jedro.pipeline.Node;
import dev.jedro.pipeline.Ref;
import dev.jedro.problem.JedroException;
import dev.jedro.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.jspecify.annotations.Nullable;

/** The project that snippets of JShell work with; one in a process. Snippets run in this process, so what they hold is what the project holds. */
public final class Repl {
    private static final String STARTUP = """
            import dev.jedro.catalog.*;
            import dev.jedro.pipeline.*;
            import dev.jedro.run.*;
            import dev.jedro.session.*;
            import static dev.jedro.pipeline.Ref.ref;
            var session = dev.jedro.cli.repl.Repl.session();
            var catalog = session.catalog();
            var pipelines = session.pipelines();
            var context = dev.jedro.cli.repl.Repl.context();
            Object load(String dataset) {
                return dev.jedro.cli.repl.Repl.load(dataset);
            }
            RunResult run(String... pipelines) {
                return session.run(RunRequest.of(pipelines));
            }
            void reload() {
                dev.jedro.cli.repl.Repl.reload();
                session = dev.jedro.cli.repl.Repl.session();
                catalog = session.catalog();
                pipelines = session.pipelines();
                context = dev.jedro.cli.repl.Repl.context();
            }
            """;

    private static @Nullable Repl current;
    private final Supplier<Session> opening;
    private final Runnable compile;
    private final Supplier<List<Path>> classes;
    private final Consumer<JedroException> report;
    private final SnippetLoader snippets = new SnippetLoader(Repl.class.getClassLoader());
    private Session session;

    private Repl(
            Supplier<Session> opening,
            Runnable compile,
            Supplier<List<Path>> classes,
            Consumer<JedroException> report) {
        this.opening = opening;
        this.compile = compile;
        this.classes = classes;
        this.report = report;
        this.session = opening.get();
    }

    /**
     * Opens the project and a prompt, until the user ends it. May never return: some versions of JShell end the process.
     *
     * @param opening opens a session with the classes that the thread's class loader has
     * @param compile brings the classes up to date, or throws the compiler's problems
     * @param classes the folders that it leaves them in
     * @param report tells problems of a reload
     * @return the exit code
     */
    public static int start(
            Supplier<Session> opening,
            Runnable compile,
            Supplier<List<Path>> classes,
            Consumer<JedroException> report,
            PrintStream out,
            PrintStream err)
            throws Exception {
        Repl repl = new Repl(opening, compile, classes, report);
        current = repl;
        Path startup = Files.createTempFile("jedro", ".jsh");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> repl.end(startup), "jedro-repl-end"));
        Files.writeString(startup, STARTUP);
        out.println(
                "session, catalog, pipelines and context are there; load(\"dataset\") and run(\"pipeline\") do what they"
                        + " say;\nreload() takes in what you have changed; /exit ends.");
        return JavaShellToolBuilder.builder()
                .out(out)
                .err(err)
                // Nothing is kept in the user's preferences.
                .persistence(new HashMap<>())
                .start(
                        "--execution",
                        SnippetExecution.NAME,
                        "--class-path",
                        System.getProperty("java.class.path"),
                        "--startup",
                        "DEFAULT",
                        "--startup",
                        startup.toString(),
                        "--feedback",
                        "concise");
    }

    private void end(Path startup) {
        session.close();
        try {
            Files.deleteIfExists(startup);
        } catch (IOException e) {
            // It is a temporary file.
        }
    }

    static Repl current() {
        return Objects.requireNonNull(current, "no prompt is open in this process");
    }

    SnippetLoader snippets() {
        return snippets;
    }

    /** The open session. */
    public static Session session() {
        return current().session;
    }

    /** Where it is. */
    public static ReplContext context() {
        Session session = session();
        return new ReplContext(session.root(), session.env(), session.config());
    }

    /** Loads a dataset as the nodes that use it do; as an {@code Object}, if none does. */
    public static Object load(String dataset) {
        Type type = session().pipelines().values().stream()
                .flatMap(pipeline -> pipeline.nodes().stream())
                .flatMap(Repl::used)
                .filter(used -> used.getKey().equals(dataset))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Object.class);
        return session().catalog().load(dataset, type);
    }

    /** What a node writes and reads, by name. */
    private static Stream<Map.Entry<String, Type>> used(Node node) {
        Stream<Map.Entry<String, Type>> outputs = IntStream.range(
                        0, node.outputs().size())
                .mapToObj(i -> Map.entry(
                        node.outputs().get(i).name(), node.outputTypes().get(i)));
        Stream<Map.Entry<String, Type>> inputs = IntStream.range(
                        0, node.inputs().size())
                .filter(i -> node.inputs().get(i) instanceof Ref)
                .mapToObj(i ->
                        Map.entry(node.inputs().get(i).name(), node.inputTypes().get(i)));
        return Stream.concat(inputs, outputs);
    }

    /** Compiles, reads the configuration anew, and opens another session. If something is wrong, it is told, and the old session stays. */
    public static void reload() {
        current().renew();
    }

    private void renew() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            compile.run();
            ProjectLoader fresh = new ProjectLoader(classes.get(), Repl.class.getClassLoader());
            thread.setContextClassLoader(fresh);
            Session opened = opening.get();
            try {
                // Reads all that is read when it is needed: what is wrong must be told while there is the old one.
                opened.snapshot();
            } catch (JedroException e) {
                opened.close();
                throw e;
            }
            session.close();
            session = opened;
            snippets.renew(fresh);
        } catch (JedroException e) {
            report.accept(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
