package dev.jedro.spark.udf;

import java.nio.file.Path;
import java.util.List;

/**
 * Which classes a remote session is sent, so that functions of Java run there: {@code classes:} in spark.yml.
 *
 * @param send whether the project's own classes are sent when the session is opened; they are unless this is false
 * @param jars further jars, relative to the project: libraries that its functions use and the server has not
 */
public record ClassSettings(boolean send, List<Path> jars) {

    public ClassSettings {
        jars = List.copyOf(jars);
    }

    /** What holds where nothing is given. */
    public static ClassSettings defaults() {
        return new ClassSettings(true, List.of());
    }
}
