package dev.jedro.catalog;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a dataset's file is: at its path or, if versioned, at {@code <path>/<version>/<file name>}. The version to load is looked up once, or is the one that was
 * saved, and is kept until the release: so all of a run sees one version, whatever other runs save meanwhile.
 */
final class FileLocation {
    private static final Logger LOG = LoggerFactory.getLogger(FileLocation.class);

    private final Path root;
    private final Path path;
    private final boolean versioned;
    private final boolean directory;
    private final String saveVersion;
    private final @Nullable String pinnedVersion;
    private final Map<Path, String> savedVersions;
    private volatile @Nullable String foundVersion;
    private volatile boolean savedHere;

    FileLocation(
            Path root,
            Path path,
            boolean versioned,
            boolean directory,
            String saveVersion,
            @Nullable String pinnedVersion,
            Map<Path, String> savedVersions) {
        this.root = root;
        this.path = path;
        this.versioned = versioned;
        this.directory = directory;
        this.saveVersion = saveVersion;
        this.pinnedVersion = pinnedVersion;
        this.savedVersions = savedVersions;
    }

    /** The path as people know it. */
    String shown() {
        return shown(path);
    }

    private String shown(Path any) {
        return ProjectPaths.shown(root, any);
    }

    /** The file to read, which exists. */
    Path toLoad() throws IOException {
        if (versioned) {
            return at(versionToLoad());
        }
        if (!Files.exists(path)) {
            if (directory) {
                Leftovers.sweepNow(path.toAbsolutePath().resolveSibling(""));
            }
            if (!Files.exists(path)) {
                throw new JedroException(missing());
            }
        }
        if (!directory && Files.isDirectory(path)) {
            throw new JedroException(Problem.error(CatalogCode.NO_DATA, "'" + shown() + "' is a folder, not a file")
                    .fix(
                            versions().isEmpty()
                                    ? "name a file in it"
                                    : "add 'versioned: true': the folder has versions"));
        }
        return path;
    }

    private Problem missing() {
        Optional<Problem> brokenLink = ProjectPaths.brokenLink(root, path);
        if (brokenLink.isPresent()) {
            return brokenLink.get();
        }
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Problem.error(CatalogCode.NO_DATA, "There is no file '" + shown() + "', nor its folder")
                    .fix("put the file there, or correct 'filepath'")
                    .fix(DataCatalog.MAKE_IT);
        }
        List<String> near = NearNames.of(String.valueOf(path.getFileName()), names(folder));
        return Problem.error(CatalogCode.NO_DATA, "There is no file '" + shown() + "'")
                .near(near.stream().map(name -> shown(folder.resolve(name))).toList())
                .fix("put the file there, or correct 'filepath'")
                .fix(DataCatalog.MAKE_IT);
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, file -> !String.valueOf(file.getFileName()).startsWith("."))) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            return List.of();
        }
        return names;
    }

    private String versionToLoad() throws IOException {
        String known = chosenVersion();
        if (known == null) {
            refuseFile();
            known = versions().stream()
                    .findFirst()
                    .orElseThrow(() -> new JedroException(
                            Problem.error(CatalogCode.NO_VERSION, "There is no version in '" + shown() + "'")
                                    .fix("put a file at '" + shown(at("<version>")) + "'")
                                    .fix(DataCatalog.MAKE_IT)));
            foundVersion = known;
        } else if (!Files.exists(at(known))) {
            List<String> there = versions();
            throw new JedroException(
                    Problem.error(CatalogCode.NO_VERSION, "There is no version '" + known + "' in '" + shown() + "'")
                            .at(LoadVersion.FLAG)
                            .near(there.stream().limit(3).toList())
                            .fix(
                                    there.isEmpty()
                                            ? DataCatalog.MAKE_IT
                                            : "choose one that is there, or leave the load version out for the newest"));
        }
        return known;
    }

    /** What is read without looking: the version asked for, the one found before, or the one that was saved under another format of this dataset. */
    private @Nullable String chosenVersion() {
        if (pinnedVersion != null) {
            return pinnedVersion;
        }
        String found = foundVersion;
        return found != null || savedHere ? found : savedVersions.get(path);
    }

    private Path at(String version) {
        return path.resolve(version).resolve(path.getFileName());
    }

    /** The versions that have the file, newest first; empty if there are none. */
    List<String> versions() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<String> versions = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path)) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(path.getFileName()))) {
                    versions.add(String.valueOf(folder.getFileName()));
                }
            }
        }
        versions.sort(Comparator.reverseOrder());
        return versions;
    }

    /** The file to write, which must not exist if it is versioned. */
    Path toSave() throws IOException {
        if (!versioned) {
            if (!directory && Files.isDirectory(path)) {
                throw new JedroException(Problem.error(
                                CatalogCode.SAVE_FAILED, "'" + shown() + "' is a folder, so no file can be saved there")
                        .fix(
                                versions().isEmpty()
                                        ? "correct 'filepath'"
                                        : "add 'versioned: true': the folder has versions"));
            }
            return path;
        }
        refuseFile();
        Path file = at(saveVersion);
        if (Files.exists(file)) {
            throw new JedroException(Problem.error(
                            CatalogCode.VERSION_EXISTS, "The version to save exists already: '" + shown(file) + "'")
                    .fix("run again: every run has a version of its own"));
        }
        return file;
    }

    private void refuseFile() {
        if (Files.isRegularFile(path)) {
            throw new JedroException(Problem.error(
                            CatalogCode.UNVERSIONED_FILE,
                            "A file stands at '" + shown() + "', where the folder of its versions should be")
                    .fix("move it to '" + shown(at(saveVersion)) + "'")
                    .fix("remove 'versioned: true'"));
        }
    }

    /** To be called after a save; warns if loads will read something else: in this run if a version is pinned, else in later ones. */
    void saved() throws IOException {
        if (!versioned) {
            return;
        }
        foundVersion = saveVersion;
        savedHere = true;
        savedVersions.put(path, saveVersion);
        String next = pinnedVersion != null
                ? pinnedVersion
                : versions().stream().findFirst().orElse(saveVersion);
        if (!next.equals(saveVersion)) {
            LOG.warn(
                    "{}",
                    Problem.warning(
                                    CatalogCode.OTHER_VERSION,
                                    "Version '" + saveVersion + "' of '" + shown()
                                            + "' was saved, but "
                                            + (pinnedVersion != null ? "this run reads" : "later runs read") + " '"
                                            + next + "'")
                            .fix(pinnedVersion != null ? "leave out its load version" : newer(next)));
        }
    }

    /** A version that no clock here has reached yet was made by a wrong one, or by hand; any other by a run beside this one. */
    private static String newer(String version) {
        return version.compareTo(SaveVersion.at(Instant.now())) > 0
                ? "check the clock, or remove the newer version"
                : "nothing, if another run has made it meanwhile; --load-versions chooses this one";
    }

    /** Removes the folder of a version whose save failed. */
    void abandoned() throws IOException {
        if (versioned) {
            Path folder = path.resolve(saveVersion);
            if (Files.isDirectory(folder) && names(folder).isEmpty()) {
                Files.deleteIfExists(folder);
            }
        }
    }

    boolean exists() throws IOException {
        if (!versioned) {
            return Files.exists(path) && (directory || !Files.isDirectory(path));
        }
        return pinnedVersion == null ? !versions().isEmpty() : Files.exists(at(pinnedVersion));
    }

    void release() {
        foundVersion = null;
    }

    /** The version that a load has chosen, or that it would choose; empty if not versioned or if there is none. */
    Optional<String> loadVersion() throws IOException {
        if (!versioned) {
            return Optional.empty();
        }
        String known = chosenVersion();
        return known != null ? Optional.of(known) : versions().stream().findFirst();
    }
}
