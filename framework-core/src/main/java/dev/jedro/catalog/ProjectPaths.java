package dev.jedro.catalog;

import dev.jedro.config.Masking;
import dev.jedro.config.UserHome;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as users write them in a catalog. */
final class ProjectPaths {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

    private ProjectPaths() {}

    /** What to say of a path at which nothing is because a link at it, or on the way to it, leads nowhere; empty if none does. */
    static Optional<Problem> brokenLink(Path root, Path path) {
        for (Path at = path; at != null && !Files.exists(at); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                return Optional.of(Problem.error(
                                CatalogCode.NO_DATA,
                                "The link '" + shown(root, at) + "' leads nowhere: there is no '" + target(at) + "'")
                        .fix("put the file or folder there, or let the link lead to where it is")
                        .fix(DataCatalog.MAKE_IT));
            }
        }
        return Optional.empty();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return String.valueOf(link.getFileName()); // somebody has just replaced it
        }
    }

    /** The path on this machine; see {@link dev.jedro.spi.DatasetContext#resolve}. */
    static Path resolve(Path root, String written) {
        Optional<Problem> mistake = mistake(written);
        if (mistake.isPresent()) {
            throw new JedroException(mistake.get());
        }
        String path = written.startsWith("file:") ? written.replaceFirst("^file:(//)?", "") : written;
        return root.resolve(UserHome.expanded(path)).normalize();
    }

    /** What is wrong with a path, as far as it can be known before it is used. */
    static Optional<Problem> mistake(String written) {
        Optional<Problem> remote = remote(written);
        return remote.isPresent() ? remote : unwritable(written);
    }

    private static Optional<Problem> unwritable(String written) {
        try {
            Path unused = Path.of(written); // what counts is whether it complains
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(Problem.error(
                            CatalogCode.BAD_KEY,
                            "'" + written.replace("\0", "\\0") + "' is not a path: " + e.getReason())
                    .fix("remove the character"));
        }
    }

    /** The problem with a path that leads to another machine, with what can go there instead. */
    static Optional<Problem> remote(String written) {
        if (written.indexOf(':') < 0) {
            return Optional.empty();
        }
        Matcher matched = SCHEME.matcher(written);
        if (!matched.matches() || matched.group(1).equals("file")) {
            return Optional.empty();
        }
        String scheme = matched.group(1);
        String shown = Masking.userInfo(written);
        Problem problem = Problem.error(
                CatalogCode.REMOTE_PATH,
                "'" + shown + "' is not on this machine, and this type reads and writes files here");
        return Optional.of(
                scheme.equals("http") || scheme.equals("https")
                        ? problem.fix("download it into data/01_raw and give that path")
                        : problem.fix("use a type of framework-spark or framework-databricks, which reach " + scheme
                                + ":, or a path on this machine"));
    }

    /** The path as people know it: relative to the project if it is inside. */
    static String shown(Path root, Path path) {
        return path.startsWith(root) && !path.equals(root)
                ? root.relativize(path).toString()
                : path.toString();
    }
}
