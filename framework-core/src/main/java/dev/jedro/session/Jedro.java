package dev.jedro.session;

import dev.jedro.problem.JedroException;
import dev.jedro.spi.CommandContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Where programs, tests and JShell begin:
 *
 * <pre>{@code
 * try (Session session = Jedro.open(Path.of("my-flights"))) {
 *     RunResult result = session.run(RunRequest.of("data_science").params(Map.of("seed", 7))).orThrow();
 *     Metrics metrics = result.output(Data.METRICS);
 * }
 * }</pre>
 */
public final class Jedro {
    /** What the command line ends with after a mistake of the user. */
    private static final int COMMAND_FAILED = 2;

    private Jedro() {}

    /**
     * Opens the project in a folder, in its default environment.
     *
     * @throws dev.jedro.problem.JedroException if there is no project, or jedro.yml, the project class or the environment has a problem
     */
    public static Session open(Path root) {
        return at(root).open();
    }

    /** Begins to open the project in a folder, to say more about how. */
    public static ProjectOpening at(Path root) {
        return new ProjectOpening(root);
    }

    /**
     * Opens the project of a command that a plug-in adds, as the command line says, tells the hooks of the command, and does the work.
     *
     * @param command its name, for instance {@code spark info}
     * @param work gives the exit code
     * @throws JedroException if there is no project, it cannot be opened, or the work throws it; a hook that fails after the work is reported, and changes nothing
     */
    public static int inSession(CommandContext context, String command, ToIntFunction<Session> work) {
        Path root = context.root().orElseThrow(() -> new IllegalStateException("'" + command + "' needs a project"));
        ProjectOpening opening = at(root).params(context.params()).settings(context.settings());
        context.env().ifPresent(opening::env);
        context.confSource().ifPresent(opening::confSource);
        try (Session session = opening.open()) {
            context.opened(session.config());
            session.commandStarted(command, context.arguments());
            int code = COMMAND_FAILED;
            try {
                code = work.applyAsInt(session);
                return code;
            } finally {
                try {
                    session.commandEnded(command, context.arguments(), code);
                } catch (JedroException e) {
                    context.report(e.problems());
                }
            }
        }
    }

    /** The folder with jedro.yml that is nearest: this one or one above it. */
    public static Optional<Path> findRoot(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(ProjectFile.NAME))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** The version of the framework, {@code 0.1.0}. */
    public static String version() {
        try (InputStream in = Jedro.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
