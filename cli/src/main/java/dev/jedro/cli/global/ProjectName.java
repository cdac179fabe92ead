package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A project's name as a person writes it, and the names that follow from it.
 *
 * @param text 2 to 60 letters, digits, spaces, hyphens and underscores, beginning with a letter; accents are welcome
 */
public record ProjectName(String text) {
    private static final int LONGEST = 60;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}][\\p{L}\\p{N}\\p{M} _-]*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]+");

    /** @throws JedroException if the name cannot be a project's */
    public ProjectName {
        text = text.strip();
        if (text.isEmpty()) {
            throw bad("The project's name is empty.", "give one, for instance --name \"My Flights\"");
        }
        if (text.length() > LONGEST) {
            throw bad("The project's name has " + text.length() + " characters.", "use at most " + LONGEST);
        }
        if (!ALLOWED.matcher(text).matches()) {
            throw bad(
                    "'" + text + "' cannot be a project's name.",
                    "begin with a letter and use only letters, digits, spaces, hyphens and underscores");
        }
        if (ascii(text).length() < 2) {
            throw bad(
                    "'" + text
                            + "' has fewer than two Latin letters or digits, and the artifact's name is made of those.",
                    "use at least two, for instance --name \"My Flights\"");
        }
    }

    /** {@code my-flights} for {@code My Flights}. */
    public String artifactId() {
        return String.join("-", words()).toLowerCase(Locale.ROOT);
    }

    /** {@code MyFlights} for {@code My Flights}. */
    public String className() {
        String joined = Arrays.stream(words())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return startsWithLetter(joined) ? joined : "Project" + joined;
    }

    /** {@code myflights} for {@code My Flights}; always a package that Java takes. */
    public String packageName() {
        String joined = String.join("", words()).toLowerCase(Locale.ROOT);
        return startsWithLetter(joined) && SourceVersion.isName(joined) && !PackageName.isReserved(joined)
                ? joined
                : "project" + joined;
    }

    private String[] words() {
        return SEPARATORS.split(plain(text).replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", ""));
    }

    private static boolean startsWithLetter(String name) {
        return Character.isLetter(name.charAt(0));
    }

    private static String ascii(String text) {
        return SEPARATORS.matcher(plain(text)).replaceAll("");
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    }

    private static JedroException bad(String what, String fix) {
        return new JedroException(Problem.error(CliCode.BAD_PROJECT_NAME, what)
                .at(Place.of("--name"))
                .fix(fix));
    }
}
