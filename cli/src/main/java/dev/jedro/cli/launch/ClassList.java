package dev.jedro.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The classes that runs have loaded, as {@code -XX:DumpLoadedClassList} writes them: a name a line; Java 18 and later add {@code id:} and a number that counts for this list alone, and for classes
 * of other loaders than the JVM's own {@code super:} and {@code source:}. Lines with {@code @} are of lambdas, with {@code #} comments.
 *
 * @param lines in the order in which they were written
 */
record ClassList(List<String> lines) {
    static final ClassList NONE = new ClassList(List.of());

    ClassList {
        lines = List.copyOf(lines);
    }

    /** What a file has; nothing if it is not there. */
    static ClassList of(Path file) throws IOException {
        return Files.exists(file) ? new ClassList(Files.readAllLines(file)) : NONE;
    }

    /** This list, and what only the other one has of the JVM's own loaders: numbers of two lists cannot be told apart. */
    ClassList with(ClassList other) {
        if (lines.isEmpty()) {
            return other;
        }
        List<String> all = new ArrayList<>(lines);
        Set<String> known = names();
        other.lines.stream()
                .filter(line -> !line.startsWith("#") && !line.contains(" source:"))
                .map(ClassList::name)
                .filter(known::add)
                .forEach(all::add);
        return new ClassList(all);
    }

    /** What share of the other list is not in this one; from 0 to 1, and 1 if this one is empty. */
    double newsIn(ClassList other) {
        Set<String> others = other.names();
        Set<String> known = names();
        long news = others.stream().filter(name -> !known.contains(name)).count();
        return others.isEmpty() ? 0 : (double) news / others.size();
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(ClassList::name)
                .forEach(names::add);
        return names;
    }

    private static String name(String line) {
        int id = line.startsWith("@") ? -1 : line.indexOf(" id:");
        return id < 0 ? line : line.substring(0, id);
    }
}
