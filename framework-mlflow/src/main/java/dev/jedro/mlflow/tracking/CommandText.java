package dev.jedro.mlflow.tracking;

import dev.jedro.config.Secret;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as typed, without the values of parameters whose names sound secret. */
final class CommandText {
    private static final Pattern SECRET = Pattern.compile(
            "([\\w.\\-]*(?:password|passwd|secret|token|api_?key|credential)[\\w.\\-]*[=:])([^,\\s]+)",
            Pattern.CASE_INSENSITIVE);

    private CommandText() {}

    static String of(List<String> arguments) {
        return arguments.stream()
                .map(argument -> SECRET.matcher(argument).replaceAll("$1" + Secret.MASK.replace("*", "\\*")))
                .map(argument -> argument.contains(" ") ? "'" + argument + "'" : argument)
                .collect(Collectors.joining(" "));
    }
}
