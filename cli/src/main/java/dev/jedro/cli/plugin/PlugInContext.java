package dev.jedro.cli.plugin;

import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.ProjectMask;
import dev.jedro.cli.SessionOptions;
import dev.jedro.cli.log.Logs;
import dev.jedro.cli.terminal.Questions;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigSource;
import dev.jedro.config.ProjectConfig;
import dev.jedro.problem.Problem;
import dev.jedro.spi.CommandContext;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the commands of libraries see of the command line.
 *
 * @param arguments as typed, without the command's own name
 * @param options filled when a command line is read
 */
public record PlugInContext(
        Optional<Path> root,
        Terminal terminal,
        PrintStream out,
        PrintStream err,
        ErrorReport errors,
        ProjectMask mask,
        List<String> arguments,
        SessionOptions options)
        implements CommandContext {

    public PlugInContext {
        arguments = List.copyOf(arguments);
    }

    @Override
    public Optional<String> env() {
        return Optional.ofNullable(options.env);
    }

    @Override
    public Optional<ConfigSource> confSource() {
        return Optional.ofNullable(options.confSource).map(ConfigSource::of);
    }

    @Override
    public ConfigMap params() {
        return options.params();
    }

    @Override
    public ConfigMap settings() {
        return options.settings();
    }

    @Override
    public boolean interactive() {
        return terminal.interactive();
    }

    @Override
    public Optional<String> ask(String question, String usual) {
        return Questions.of(terminal).ask(question, usual);
    }

    @Override
    public Optional<String> askSecret(String question) {
        return Questions.of(terminal).askSecret(question);
    }

    @Override
    public void hide(UnaryOperator<String> secrets) {
        mask.hide(secrets);
    }

    @Override
    public void opened(ProjectConfig config) {
        hide(config.secrets()::masked);
        Logs.configure(config.section("logging"));
    }

    @Override
    public void report(List<Problem> problems) {
        errors.problems(problems);
    }
}
