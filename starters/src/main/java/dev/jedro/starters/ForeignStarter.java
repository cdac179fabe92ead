package dev.jedro.starters;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A starter from elsewhere than the class path: a folder, a zip archive or a git repository. What was fetched is gone when it is closed. */
public final class ForeignStarter implements AutoCloseable {
    private static final Pattern SCP = Pattern.compile("[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[^/].*");
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://.+");
    private static final Pattern SHORT = Pattern.compile("(gh|gl):([A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+)");
    private static final int DEEPEST = 3;
    private static final String FILES = "files";
    private final Starter starter;
    private final @Nullable DraftFolder fetched;

    private ForeignStarter(Starter starter, @Nullable DraftFolder fetched) {
        this.starter = starter;
        this.fetched = fetched;
    }

    /** Whether a text cannot be the name of a starter on the class path: it is an address, or there is such a folder or archive. */
    public static boolean isAddress(String text) {
        return text.contains("/")
                || text.contains("\\")
                || text.equals(".")
                || text.endsWith(".zip")
                || SHORT.matcher(text).matches()
                || SCP.matcher(text).matches();
    }

    /**
     * Fetches the starter that an address names.
     *
     * @param address a folder; a zip file or its URL; a git repository's URL, also {@code gh:owner/name} and {@code gl:owner/name}
     * @param checkout the branch, tag or commit; null for the repository's default
     * @param folder the starter's folder within what is fetched; null for its top
     * @throws JedroException if there is none, it cannot be fetched, or an archive is not safe
     */
    public static ForeignStarter fetch(String address, @Nullable String checkout, @Nullable String folder) {
        return fetch(address, checkout, folder, new GitFetch(GitFetch.binary(System.getenv())));
    }

    static ForeignStarter fetch(String address, @Nullable String checkout, @Nullable String folder, GitFetch git) {
        Matcher shortened = SHORT.matcher(address);
        String full = shortened.matches()
                ? "https://" + (shortened.group(1).equals("gh") ? "github.com/" : "gitlab.com/") + shortened.group(2)
                        + ".git"
                : address;
        try {
            if (isGit(full, checkout)) {
                DraftFolder draft = DraftFolder.temporary();
                return orClose(
                        draft, () -> in(git.into(draft, full, Optional.ofNullable(checkout)), folder, full, draft));
            }
            if (checkout != null) {
                throw new JedroException(
                        Problem.error(StarterCode.UNKNOWN_REVISION, "Only a git repository has something to check out.")
                                .at(Place.of("--checkout"))
                                .fix("leave --checkout out, or give a repository as --starter"));
            }
            if (full.endsWith(".zip")) {
                DraftFolder draft = DraftFolder.temporary();
                return orClose(draft, () -> in(StarterZip.unpack(full, draft.path()), folder, full, draft));
            }
            return in(Path.of(full), folder, full, null);
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(StarterCode.NOT_FETCHED, "The starter cannot be fetched: " + e)
                            .at(Place.of(GitFetch.masked(full)))
                            .fix("look at the address, and at the free space for temporary files"),
                    e);
        }
    }

    private interface Fetching {
        ForeignStarter run() throws IOException;
    }

    private static ForeignStarter orClose(DraftFolder draft, Fetching fetching) throws IOException {
        boolean done = false;
        try {
            ForeignStarter fetched = fetching.run();
            done = true;
            return fetched;
        } finally {
            if (!done) {
                draft.close();
            }
        }
    }

    private static boolean isGit(String address, @Nullable String checkout) {
        boolean remote = URL.matcher(address).matches() || SCP.matcher(address).matches();
        boolean here = checkout != null && Files.isDirectory(Path.of(address).resolve(".git"));
        return (remote && !address.endsWith(".zip")) || here || address.endsWith(".git");
    }

    private static ForeignStarter in(Path top, @Nullable String folder, String address, @Nullable DraftFolder fetched)
            throws IOException {
        if (!Files.isDirectory(top)) {
            throw none("There is neither a starter nor a folder '" + address + "'.", address, List.of());
        }
        Path place = folder == null ? top : top.resolve(folder).normalize();
        if (!place.startsWith(top.normalize())) {
            throw none("The folder '" + folder + "' is not within the starter's address.", address, List.of());
        }
        if (!isStarter(place)) {
            throw none(
                    "'" + GitFetch.masked(address) + "' has no starter" + (folder == null ? "" : " in '" + folder + "'")
                            + ": a starter is a folder with " + Starters.DESCRIPTION + " and " + FILES + "/.",
                    address,
                    startersIn(top));
        }
        String name = folder == null ? nameOf(address) : String.valueOf(place.getFileName());
        return new ForeignStarter(Starters.read(name, place.toUri()), fetched);
    }

    private static boolean isStarter(Path folder) {
        return Files.isRegularFile(folder.resolve(Starters.DESCRIPTION)) && Files.isDirectory(folder.resolve(FILES));
    }

    private static List<String> startersIn(Path top) throws IOException {
        try (Stream<Path> folders = Files.walk(top, DEEPEST)) {
            return folders.filter(ForeignStarter::isStarter)
                    .map(found -> top.relativize(found).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(String address) {
        String plain = address.replaceAll("[/\\\\]+$", "").replaceAll("\\.(git|zip)$", "");
        String last = plain.substring(
                Math.max(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')), plain.lastIndexOf(':')) + 1);
        return last.isEmpty() || last.equals(".") || last.equals("..") ? "this folder" : last;
    }

    private static JedroException none(String what, String address, List<String> others) {
        Problem problem = Problem.error(StarterCode.NO_STARTER, what).at(Place.of(GitFetch.masked(address)));
        return new JedroException(
                others.isEmpty()
                        ? problem.fix(
                                "give a folder, a zip or a git repository with a starter, or the name of one: jedro starter list")
                        : problem.fix(
                                "name the folder: --starter-folder " + String.join(", or --starter-folder ", others)));
    }

    public Starter starter() {
        return starter;
    }

    /** Deletes what was fetched; a folder that was given stays. */
    @Override
    public void close() {
        if (fetched != null) {
            try {
                fetched.close();
            } catch (IOException e) {
                // It lies among the temporary files, and the project is made.
            }
        }
    }
}
