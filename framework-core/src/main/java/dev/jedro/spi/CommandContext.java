package dev.jedro.spi;

import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a command of a plug-in does its work. {@code dev.jedro.session.Jedro.inSession} opens the project with it. */
public interface CommandContext {

    /** The project's folder, absolute; empty outside a project. */
    Optional<Path> root();

    /** For the command's answer, and nothing else. */
    PrintStream out();

    /** For everything else. */
    PrintStream err();

    /** What was typed after {@code jedro} and the command's own first name. */
    default List<String> arguments() {
        return List.of();
    }

    /** What {@code --env} says; see {@link OpensProject}. */
    default Optional<String> env() {
        return Optional.empty();
    }

    /** What {@code --conf-source} says; see {@link OpensProject}. */
    default Optional<ConfigSource> confSource() {
        return Optional.empty();
    }

    /** What {@code --params} says; empty if nothing. See {@link OpensProject}. */
    default ConfigMap params() {
        return ConfigMap.empty(Place.of("--params"));
    }

    /** What {@code --set} says, by section; empty if nothing. See {@link OpensProject}. */
    default ConfigMap settings() {
        return ConfigMap.empty(Place.of("--set"));
    }

    /** Whether a person is there to be asked. */
    default boolean interactive() {
        return false;
    }

    /**
     * Asks the person at the terminal.
     *
     * @param question without a colon
     * @param usual what an empty answer stands for; may be empty
     * @return empty if nobody can be asked
     */
    default Optional<String> ask(String question, String usual) {
        return Optional.empty();
    }

    /** As {@link #ask}, but what is typed is not shown. */
    default Optional<String> askSecret(String question) {
        return Optional.empty();
    }

    /** Masks secrets, from now on, in all that the process says of itself: problems, log lines, stack traces. */
    default void hide(UnaryOperator<String> mask) {}

    /**
     * To be told when a project is open: its secrets are masked from now on, and its {@code logging.yml} counts.
     *
     * @throws dev.jedro.problem.JedroException if {@code logging.yml} is wrong
     */
    default void opened(ProjectConfig config) {
        hide(config.secrets()::masked);
    }

    /** Prints problems to {@link #err()}, as the command line does. */
    default void report(List<Problem> problems) {
        problems.forEach(err()::println);
    }

    /** A context for tests and programs: nobody is asked. */
    static CommandContext of(Optional<Path> root, PrintStream out, PrintStream err) {
        return new CommandContext() {
            @Override
            public Optional<Path> root() {
                return root;
            }

            @Override
            public PrintStream out() {
                return out;
            }

            @Override
            public PrintStream err() {
                return err;
            }
        };
    }
}
