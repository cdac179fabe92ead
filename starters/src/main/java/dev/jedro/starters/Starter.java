package dev.jedro.starters;

import java.net.URI;
import java.util.Objects;

/**
 * A project template: a folder, on the class path or in a jar, with {@code starter.yml} and the files of the project under {@code files/}.
 *
 * @param name what {@code --starter} takes, for instance {@code spaceflights}
 * @param title one line, for lists
 * @param description one sentence: what the project shows
 * @param folder where the starter lies: a {@code file:} or {@code jar:} address
 */
public record Starter(String name, String title, String description, URI folder) {

    public Starter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(folder, "folder");
    }
}
