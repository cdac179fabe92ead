package dev.jedro.cli.terminal;

import dev.jedro.problem.JedroException;
import java.io.Console;
import java.util.Optional;
import java.util.function.Function;

/** Asks the person at the terminal, where there is one. */
public interface Questions {

    /**
     * @param question without a colon
     * @param usual what an empty answer stands for
     * @return empty if nobody can be asked
     */
    Optional<String> ask(String question, String usual);

    /**
     * Asks for what must be read; a person at a terminal is told what is wrong with an answer, and asked again.
     *
     * @param reading makes a value of an answer, or throws what is wrong with it
     * @return empty if nobody can be asked
     */
    default <T> Optional<T> ask(String question, String usual, Function<String, T> reading) {
        return ask(question, usual).map(reading);
    }

    /** As {@link #ask}, but what is typed is not shown. */
    default Optional<String> askSecret(String question) {
        return Optional.empty();
    }

    static Questions of(Terminal terminal) {
        Console console = terminal.interactive() ? System.console() : null;
        return console == null ? (question, usual) -> Optional.empty() : new AtConsole(console);
    }

    /** A person at a terminal. */
    record AtConsole(Console console) implements Questions {
        @Override
        public Optional<String> ask(String question, String usual) {
            String answer = console.readLine("%s%s: ", question, usual.isEmpty() ? "" : " [" + usual + "]");
            return answer == null ? Optional.empty() : Optional.of(answer.isBlank() ? usual : answer.strip());
        }

        @Override
        public <T> Optional<T> ask(String question, String usual, Function<String, T> reading) {
            while (true) {
                try {
                    return ask(question, usual).map(reading);
                } catch (JedroException e) {
                    e.problems().forEach(problem -> console.printf("%s%n", problem));
                }
            }
        }

        @Override
        public Optional<String> askSecret(String question) {
            char[] answer = console.readPassword("%s: ", question);
            return answer == null ? Optional.empty() : Optional.of(new String(answer).strip());
        }
    }
}
