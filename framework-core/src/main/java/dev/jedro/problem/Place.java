package dev.jedro.problem;

import java.util.Objects;

/**
 * Where something was written: a place in a file, a command-line flag, an environment variable.
 *
 * @param source a path relative to the project, a Java file name, or words such as {@code --params}; never empty
 * @param line one-based; 0 where unknown or meaningless
 * @param column one-based; 0 where unknown or meaningless
 */
public record Place(String source, int line, int column) {

    public Place {
        Objects.requireNonNull(source, "source");
        if (source.isEmpty()) {
            throw new IllegalArgumentException("source is empty");
        }
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column must not be negative: " + line + ", " + column);
        }
    }

    /** A place without line and column, for instance a whole file, a flag or an environment variable. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    public static Place of(String source, int line) {
        return new Place(source, line, 0);
    }

    public static Place of(String source, int line, int column) {
        return new Place(source, line, column);
    }

    /** {@code file:line:column}, leaving out what is unknown. */
    @Override
    public String toString() {
        if (line == 0) {
            return source;
        }
        return column == 0 ? source + ":" + line : source + ":" + line + ":" + column;
    }
}
