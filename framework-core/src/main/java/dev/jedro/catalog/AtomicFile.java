package dev.jedro.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file or folder that is replaced as a whole: write to {@link #temporary()}, then {@link #commit()}. Without a commit the old one stays as it was and
 * nothing is left behind. Several threads or processes may replace one file at a time; the last commit wins, contents never mix, and readers see the old or the new one. While a
 * folder is replaced there is a moment in which readers find none.
 *
 * <pre>{@code
 * try (AtomicFile file = AtomicFile.replacing(target)) {
 *     Files.writeString(file.temporary(), "all or nothing");
 *     file.commit();
 * }
 * }</pre>
 */
public final class AtomicFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);
    private static final int MOST_LINKS = 40;
    private static final int MOST_OF_STEM = 60;
    private static final int MOST_TRIES = 20;
    private static final long LONGER_NANOS = 200_000;

    /** Held for the two renames that replace a folder. */
    private static final Object FOLDERS = new Object();

    private final Path target;
    private final Path temporary;

    private AtomicFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /** Prepares to replace a file or folder, which need not exist; makes the folders above it. */
    public static AtomicFile replacing(Path target) throws IOException {
        Path absolute = behindLinks(target.toAbsolutePath().normalize());
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new IOException("'" + target + "' cannot be written: it is the root of the file system");
        }
        refuseDevices(absolute);
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) { // told here in our words, and not by whatever library is to write there
            throw new AccessDeniedException(folder.toString());
        }
        Leftovers.sweep(folder);
        return new AtomicFile(absolute, sibling(absolute, "tmp"));
    }

    /** A device, a pipe or a socket would be gone for every program of the machine. */
    private static void refuseDevices(Path path) throws IOException {
        BasicFileAttributes attributes;
        try {
            // Asked once: between two questions another thread may have replaced it.
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            return; // it is not there, or the next step tells what is wrong
        }
        if (attributes.isOther()) {
            throw new FileSystemException(path.toString(), null, "neither a file nor a folder");
        }
    }

    /** The file that a link leads to is replaced, not the link; one that leads nowhere yet gets its file. */
    private static Path behindLinks(Path path) throws IOException {
        Path file = path;
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            // The folder's own links first: '..' in a link starts where the link really is.
            Path folder = Objects.requireNonNull(file.getParent()).toRealPath();
            file = folder.resolve(Files.readSymbolicLink(file)).normalize();
        }
        return file;
    }

    /** The ending stays, because some writers choose the format by it; the leading dot hides the file from those who list the folder. */
    private static Path sibling(Path path, String purpose) {
        String name = String.valueOf(path.getFileName());
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        String random = Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);
        return path.resolveSibling("." + shortened(stem) + "." + Leftovers.OWNER + random + "." + purpose + ending);
    }

    /** The file's name may be as long as the file system lets it, in characters of up to four bytes, and this one is longer. */
    private static String shortened(String stem) {
        return stem.length() <= MOST_OF_STEM
                ? stem
                : stem.substring(0, stem.offsetByCodePoints(0, MOST_OF_STEM / 2))
                        + Leftovers.SHORTENED
                        + Integer.toString(stem.hashCode() >>> 1, Character.MAX_RADIX);
    }

    /** Whether a name is that of a temporary file of this class, which whoever lists a folder should skip. */
    public static boolean temporary(Path path) {
        return Leftovers.isOne(String.valueOf(path.getFileName()));
    }

    /** Where to write: does not exist yet, its folder does. */
    public Path temporary() {
        return temporary;
    }

    /** Puts what was written in the place of the target. */
    public void commit() throws IOException {
        if (!Files.isDirectory(temporary)) {
            force(temporary);
        }
        commitUnforced();
    }

    /**
     * As {@link #commit}, but the operating system chooses when the content reaches the disk: for what is large, and can be made again. A process that is killed loses nothing by it; a
     * loss of power may.
     */
    public void commitUnforced() throws IOException {
        if (Files.isDirectory(temporary)) {
            replaceFolder();
        } else {
            keepPermissions();
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Without this a loss of power may leave an empty file under the new name. */
    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private void keepPermissions() throws IOException {
        PosixFileAttributeView mine = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (mine != null && Files.exists(target)) {
            mine.setPermissions(Files.getPosixFilePermissions(target));
        }
    }

    /**
     * A folder cannot be renamed over another one, so the old one steps aside for a moment, and comes back if the new one cannot take its place. Another process may do the same at the
     * same time: then what it has put there steps aside in its turn.
     */
    private void replaceFolder() throws IOException {
        for (int tried = 1; ; tried++) {
            Path aside = sibling(target, "old");
            boolean done = exchanged(aside, tried == MOST_TRIES);
            removeOld(aside);
            if (done) {
                return;
            }
            // By chance, or two that are equally quick would meet again and again.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tried * LONGER_NANOS));
        }
    }

    /** @return false if it did not succeed and may be tried again: another process may have put a folder there in between */
    private boolean exchanged(Path aside, boolean last) throws IOException {
        synchronized (FOLDERS) {
            boolean stoodThere = moved(target, aside);
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (IOException e) {
                if (stoodThere) {
                    putBack(aside);
                }
                if (last || !Files.exists(temporary)) {
                    throw e;
                }
                return false;
            }
        }
    }

    /** Unless there is another one: then this one is old. Each look may find what the next no longer does, so it takes several. */
    private void putBack(Path aside) throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (IOException e) {
                if (Files.isDirectory(target)) {
                    return;
                }
                if (tried == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void removeOld(Path aside) {
        try {
            delete(aside);
        } catch (IOException e) {
            LOG.warn("What '{}' replaced could not be removed and stays at '{}'", target, aside, e);
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        delete(temporary);
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
