package dev.jedro.hook;

import java.nio.file.Path;
import java.util.List;

/**
 * A command has ended.
 *
 * @param command its name, for instance {@code run} or {@code catalog list}
 * @param arguments as typed; may hold secrets
 */
public record AfterCommand(Path root, String command, List<String> arguments, int exitCode) {
    public AfterCommand {
        arguments = List.copyOf(arguments);
    }
}
