package dev.jedro.starters;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A project template: a folder, on the class path or in a jar, with {@code starter.yml} and the files of the project under {@code files/}.
 *
 * @param name what {@code --starter} takes, for instance {@code spaceflights}
 * @param aliases other names that {@code --starter} takes for it; may be empty
 * @param title one line, for lists
 * @param description one sentence: what the project shows
 * @param folder where the starter lies: a {@code file:} or {@code jar:} address
 */
public record Starter(String name, List<String> aliases, String title, String description, URI folder) {

    public Starter {
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(folder, "folder");
    }

    /** Whether somebody who says that name means this starter. */
    public boolean isCalled(String name) {
        return this.name.equals(name) || aliases.contains(name);
    }
}
