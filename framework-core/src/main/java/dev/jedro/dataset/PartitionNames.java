package dev.jedro.dataset;

import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names parts may have, by themselves and beside each other. */
final class PartitionNames {
    private static final Pattern ONE =
            Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*(/[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*)*");

    private PartitionNames() {}

    static boolean isOne(String name) {
        return ONE.matcher(name).matches();
    }

    /** What is wrong with the names of parts that are saved together. */
    static List<Problem> mistakes(Collection<String> ids, String suffix) {
        List<Problem> problems = new ArrayList<>();
        Set<String> known = new HashSet<>(ids);
        for (String id : ids) {
            if (!isOne(id)) {
                problems.add(
                        Problem.error(DatasetCode.BAD_PARTITION, "'" + id + "' cannot be the name of a partition")
                                .fix(
                                        "use letters, digits, '-', '_' and '.', with '/' between folders, and no '.' at their beginning"));
                continue;
            }
            for (String above : foldersOf(id)) {
                if (above.endsWith(suffix)) {
                    String other = above.substring(0, above.length() - suffix.length());
                    if (known.contains(other)) {
                        problems.add(bothFileAndFolder("'" + other + "' and '" + id + "' cannot both be partitions: '"
                                + above + "' would be a file and a folder"));
                    }
                }
            }
        }
        return problems;
    }

    /** What stands where the files of parts, or the folders above them, are to be. */
    static List<Problem> inTheWay(Collection<String> ids, String suffix, Path folder, DatasetContext context) {
        List<Problem> problems = new ArrayList<>();
        for (String id : ids) {
            Path file = folder.resolve(id + suffix);
            if (Files.isDirectory(file)) {
                problems.add(bothFileAndFolder(
                        "'" + id + "' cannot be the name of a partition: '" + context.shown(file) + "' is a folder"));
            }
            Optional<Path> above = foldersOf(id).stream()
                    .map(folder::resolve)
                    .filter(Files::isRegularFile)
                    .findFirst();
            above.ifPresent(found -> problems.add(bothFileAndFolder("'" + id + "' cannot be the name of a partition: '"
                    + context.shown(found) + "' is a file, not a folder")));
        }
        return problems;
    }

    private static Problem bothFileAndFolder(String what) {
        return Problem.error(DatasetCode.BAD_PARTITION, what).fix("choose another name for one of them");
    }

    /** {@code a} and {@code a/b} of {@code a/b/c}. */
    private static List<String> foldersOf(String id) {
        List<String> folders = new ArrayList<>();
        for (int slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
            folders.add(id.substring(0, slash));
        }
        return folders;
    }
}
