package dev.jedro.starters;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A variable of a starter's own, for which its templates want a value.
 *
 * @param variable its name in the templates
 * @param title the question, without a colon
 * @param usual the value where none is given; empty if one must be given
 * @param pattern a regular expression that values match as a whole; empty if all do
 * @param error what is said of one that does not match; empty for a sentence with the pattern
 */
public record Prompt(
        String variable, String title, Optional<String> usual, Optional<String> pattern, Optional<String> error) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /** The variables that every starter has. */
    public static final Set<String> RESERVED =
            Set.of("project_name", "artifact_id", "class_name", "package", "package_path", "jedro_version");

    /** @throws IllegalArgumentException if the variable's name cannot be one, or the pattern is no regular expression */
    public Prompt {
        if (!NAME.matcher(variable).matches() || RESERVED.contains(variable)) {
            throw new IllegalArgumentException("'" + variable + "' cannot be a prompt's variable");
        }
        Objects.requireNonNull(title, "title");
        pattern.ifPresent(Pattern::compile);
    }

    /**
     * A value, if it may be one.
     *
     * @param place where it was given
     * @throws JedroException {@link StarterCode#BAD_ANSWER}
     */
    public String checked(String value, Place place) {
        if (pattern.isPresent() && !value.matches(pattern.get())) {
            throw new JedroException(Problem.error(
                            StarterCode.BAD_ANSWER,
                            "'" + value + "' cannot be " + variable + ": "
                                    + error.orElse("it does not match " + pattern.get()))
                    .at(place)
                    .fix("give another value"
                            + usual.map(one -> ", for instance " + one).orElse("")));
        }
        return value;
    }
}
