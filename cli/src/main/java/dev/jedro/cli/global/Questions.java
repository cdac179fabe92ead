package dev.jedro.cli.global;

import dev.jedro.cli.terminal.Terminal;
import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal, where there is one. */
interface Questions {

    /**
     * @param question without a colon
     * @param usual what an empty answer stands for
     * @return empty if nobody can be asked
     */
    Optional<String> ask(String question, String usual);

    static Questions of(Terminal terminal) {
        Console console = terminal.interactive() ? System.console() : null;
        if (console == null) {
            return (question, usual) -> Optional.empty();
        }
        return (question, usual) -> {
            String answer = console.readLine("%s%s: ", question, usual.isEmpty() ? "" : " [" + usual + "]");
            return answer == null ? Optional.empty() : Optional.of(answer.isBlank() ? usual : answer.strip());
        };
    }
}
