package dev.jedro.duckdb;

import dev.jedro.problem.Place;
import java.io.File;
import java.nio.file.Path;

/** Names files as people know them: relative to the project, where they are in it. */
record ProjectFolder(Path root) {

    /** A place in a file; line 0 is the file as a whole. */
    Place place(String file, int line) {
        Path path = Path.of(file);
        return Place.of(path.startsWith(root) ? root.relativize(path).toString() : file, line);
    }

    /** A text in which paths are relative. */
    String shown(String text) {
        return root.getNameCount() == 0 ? text : text.replace(root + File.separator, "");
    }
}
