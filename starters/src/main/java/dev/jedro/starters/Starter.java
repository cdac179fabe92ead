package dev.jedro.starters;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A project template: a folder, on the class path or in a jar, with {@code starter.yml}, the files of the project under {@code files/}, and those that a tool adds under {@code
 * tools/<tool>/}.
 *
 * @param name what {@code --starter} takes, for instance {@code spaceflights}
 * @param aliases other names that {@code --starter} takes for it; may be empty
 * @param title one line, for lists
 * @param description one sentence: what the project shows
 * @param tools what a project may have beside: by name, in one sentence each; may be empty
 * @param prompts what is asked besides the names of project and package; may be empty
 * @param folder where the starter lies: a {@code file:} or {@code jar:} address
 */
public record Starter(
        String name,
        List<String> aliases,
        String title,
        String description,
        Map<String, String> tools,
        List<Prompt> prompts,
        URI folder) {

    public Starter {
        Objects.requireNonNull(name, "name");
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        tools = Collections.unmodifiableMap(new TreeMap<>(tools));
        prompts = List.copyOf(prompts);
        Objects.requireNonNull(folder, "folder");
    }

    /** Whether somebody who says that name means this starter. */
    public boolean isCalled(String name) {
        return this.name.equals(name) || aliases.contains(name);
    }
}
