package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path as a user wrote it, and as an engine understands it.
 *
 * @param uri for the engine
 * @param local where it is on this machine; empty if it is elsewhere, or stands for several by wildcards
 */
record SparkPath(String uri, Optional<Path> local) {
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+:/.*");

    /** @throws JedroException if it is a path of this machine and the engine is not on it */
    static SparkPath of(String written, Engine engine) {
        boolean remote = engine.remote();
        if (SCHEME.matcher(written).matches()) {
            return ofUri(written, remote);
        } else if (remote && written.startsWith("/dbfs/")) {
            return new SparkPath("dbfs:" + written.substring("/dbfs".length()), Optional.empty());
        } else if (remote && (written.startsWith("/Volumes/") || written.startsWith("/Workspace/"))) {
            return new SparkPath(written, Optional.empty());
        } else if (remote) {
            throw new JedroException(Problem.error(
                            TableCode.LOCAL_PATH,
                            "'" + written + "' is a path of your machine; the cluster cannot see it")
                    .fix("put the data where the cluster can reach it: '/Volumes/…', 's3://…', 'abfss://…', or a table")
                    .fix("write 'file:/…' if it is a path of the cluster's own machine")
                    .fix("run with a local session: 'provider: local' in spark.yml"));
        }
        Path path = engine.context().resolve(written);
        return new SparkPath(path.toString(), isPattern(written, path) ? Optional.empty() : Optional.of(path));
    }

    private static SparkPath ofUri(String uri, boolean remote) {
        if (uri.startsWith("file:")) {
            String path = uri.replaceFirst("^file:/+", "/");
            return new SparkPath(
                    uri, remote || isPattern(path, Path.of(path)) ? Optional.empty() : Optional.of(Path.of(path)));
        } else if (!remote && uri.startsWith("s3://")) {
            return new SparkPath("s3a" + uri.substring("s3".length()), Optional.empty());
        }
        return new SparkPath(uri, Optional.empty());
    }

    /** A file whose own name has such characters is taken as it is. */
    private static boolean isPattern(String written, Path path) {
        return hasWildcards(written) && Files.notExists(path);
    }

    /** Whether Spark would read it as a pattern, though it is one file or folder. */
    boolean looksLikePattern() {
        return local.isPresent() && hasWildcards(uri);
    }

    static boolean hasWildcards(String path) {
        return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }
}
