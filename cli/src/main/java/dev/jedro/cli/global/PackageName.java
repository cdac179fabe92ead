package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * The Java package of a new project, and its Maven group.
 *
 * @param text such as {@code com.acme.flights}: ASCII, no keyword, not a package of the JDK or of Jedro
 */
public record PackageName(String text) {
    private static final Pattern PART = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("java", "javax", "jdk", "sun");

    /** @throws JedroException if Java would not take it */
    public PackageName {
        text = text.strip();
        if (text.isEmpty()) {
            throw bad("The package is empty.", "leave --package out, or give one such as com.acme.flights");
        }
        for (String part : text.split("\\.", -1)) {
            if (part.isEmpty()) {
                throw bad("The package '" + text + "' has a dot too many.", "write it like com.acme.flights");
            }
            if (!PART.matcher(part).matches()) {
                throw bad(
                        "The package '" + text + "' has the part '" + part + "', which is no Java name.",
                        "use letters, digits and underscores only, and begin each part with a letter");
            }
            if (SourceVersion.isKeyword(part)) {
                throw bad(
                        "The package '" + text + "' has the part '" + part + "', which is a Java keyword.",
                        "choose another word, for instance '" + part + "s'");
            }
        }
        if (isReserved(text)) {
            throw bad(
                    "The package '" + text + "' belongs to the JDK or to Jedro.",
                    "begin with your own domain, for instance com.acme");
        }
    }

    /** {@code com/acme/flights}. */
    public String path() {
        return text.replace('.', '/');
    }

    static boolean isReserved(String name) {
        return name.equals("dev.jedro") || name.startsWith("dev.jedro.") || RESERVED.contains(name.split("\\.", 2)[0]);
    }

    private static JedroException bad(String what, String fix) {
        return new JedroException(Problem.error(CliCode.BAD_PACKAGE, what)
                .at(Place.of("--package"))
                .fix(fix));
    }
}
