package dev.jedro.cli.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that make a project, looked at a few times a second: that works the same on every system and in containers, where events of files do not. */
public final class WatchedFiles {
    private static final long MILLIS_BETWEEN_LOOKS = 200;
    private final Path root;
    private final List<Path> watched;
    private Map<Path, State> seen;

    private record State(long time, long size) {}

    /** @param watched files and folders beneath the root, perhaps not there */
    public WatchedFiles(Path root, List<Path> watched) {
        this.root = root;
        this.watched = List.copyOf(watched);
        this.seen = look();
    }

    /**
     * Waits until something changed since the last call, and then until nothing changes any more: editors write in several steps.
     *
     * @return the changed files, relative to the root; never empty
     */
    public SortedSet<String> awaitChange() throws InterruptedException {
        Map<Path, State> now = look();
        while (now.equals(seen)) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
            now = look();
        }
        Map<Path, State> later = now;
        do {
            now = later;
            Thread.sleep(MILLIS_BETWEEN_LOOKS / 2);
            later = look();
        } while (!later.equals(now));
        SortedSet<String> changed = new TreeSet<>();
        for (Map<Path, State> some : List.of(seen, now)) {
            for (Path file : some.keySet()) {
                State before = seen.get(file);
                if (before == null || !before.equals(now.get(file))) {
                    changed.add(root.relativize(file).toString().replace('\\', '/'));
                }
            }
        }
        seen = now;
        return changed;
    }

    private Map<Path, State> look() {
        Map<Path, State> found = new HashMap<>();
        for (Path path : watched) {
            if (Files.exists(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    files.filter(Files::isRegularFile).forEach(file -> add(file, found));
                } catch (NoSuchFileException | UncheckedIOException e) {
                    // It went while it was looked at; the next look sees that.
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    private static void add(Path file, Map<Path, State> found) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            found.put(file, new State(attributes.lastModifiedTime().toMillis(), attributes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
