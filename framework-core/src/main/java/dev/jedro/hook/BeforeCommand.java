package dev.jedro.hook;

import java.nio.file.Path;
import java.util.List;

/**
 * A command starts.
 *
 * @param command its name, for instance {@code run} or {@code catalog list}
 * @param arguments as typed; may hold secrets
 */
public record BeforeCommand(Path root, String command, List<String> arguments) {
    public BeforeCommand {
        arguments = List.copyOf(arguments);
    }
}
