package dev.jedro.cli.project;

import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ExitCode;
import dev.jedro.cli.ProjectMask;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.log.LogLines;
import dev.jedro.cli.log.Logs;
import dev.jedro.cli.terminal.Screen;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.config.ConfigSource;
import dev.jedro.problem.JedroException;
import dev.jedro.session.Jedro;
import dev.jedro.session.ProjectOpening;
import dev.jedro.session.Session;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Where one command of a project does its work.
 *
 * @param out for the command's answer, and nothing else
 * @param screen for everything else
 * @param mask of what {@code log} and {@code report} say
 * @param arguments as typed, without the command's own name
 * @param ranIn hears in which environment a run has gone well
 */
record Workplace(
        Path root,
        Terminal terminal,
        PrintStream out,
        Screen screen,
        LogLines log,
        ErrorReport report,
        ProjectMask mask,
        List<String> arguments,
        Consumer<String> ranIn) {

    Workplace {
        arguments = List.copyOf(arguments);
    }

    /** Opens the project, tells the hooks of the command, and does the work; a mistake of the user is reported. */
    int inSession(String command, SessionOptions options, ToIntFunction<Session> work) {
        try (Session session = open(options)) {
            session.commandStarted(command, arguments);
            int code = ExitCode.BUG;
            try {
                code = work.applyAsInt(session);
                new NamesFile(root).refresh(session);
            } catch (JedroException e) {
                code = report.failure(e);
            } finally {
                tellHooks(session, command, code);
            }
            return code;
        } catch (JedroException e) {
            return report.failure(e);
        }
    }

    /** The command's own work is done by now: a hook that fails is told of, and changes nothing. */
    void tellHooks(Session session, String command, int code) {
        try {
            session.commandEnded(command, arguments, code);
        } catch (JedroException e) {
            report.failure(e);
        }
    }

    /** @throws JedroException if the project, its environment or its logging is wrong */
    Session open(SessionOptions options) {
        ProjectOpening opening = Jedro.at(root).params(options.params()).settings(options.settings());
        if (options.env != null) {
            opening.env(options.env);
        }
        if (options.confSource != null) {
            opening.confSource(ConfigSource.of(options.confSource));
        }
        Session session = opening.open();
        mask.hide(session::masked);
        try {
            Logs.configure(session.config().section("logging"));
        } catch (JedroException e) {
            session.close();
            throw e;
        }
        return session;
    }
}
