package dev.jedro.starters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder that is gone when it is closed, and also when the process is stopped by Ctrl-C. Used by one thread. */
final class DraftFolder implements AutoCloseable {
    private final Path path;
    private final Thread atEnd = new Thread(this::closeQuietly, "jedro-draft");
    private volatile @Nullable Process writer;
    private boolean closed;

    private DraftFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /** A hidden sibling, so that what is in it can be moved in one step. */
    static DraftFolder beside(Path folder) throws IOException {
        Path path = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
        Files.createDirectories(path.getParent());
        DraftFolder draft = new DraftFolder(path);
        draft.whileOpen(() -> Files.createDirectory(path));
        return draft;
    }

    static DraftFolder temporary() throws IOException {
        return new DraftFolder(Files.createTempDirectory("jedro-starter"));
    }

    Path path() {
        return path;
    }

    /** A process that writes here; it is ended with this one. */
    void writtenBy(Process process) {
        writer = process;
    }

    /** Returns if this process goes on. One that is being stopped ends while it waits here: that git was stopped with it is no failure to tell of. */
    static void waitIfEnding() throws InterruptedException {
        Thread none = new Thread(() -> {}, "jedro-draft-none");
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await();
        }
    }

    /** Work that must not be done in a folder that is being deleted. */
    interface Work {
        void run() throws IOException;
    }

    /** @throws IOException also if the process is being stopped */
    synchronized void whileOpen(Work work) throws IOException {
        if (closed) {
            throw new IOException("interrupted");
        }
        work.run();
    }

    /** An absent target appears in one step; into an empty one, which may be somebody's working directory, the parts are moved: all of them or none. */
    void publish(Path target) throws IOException {
        whileOpen(() -> {
            if (!Files.exists(target)) {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            List<Path> moved = new ArrayList<>();
            try (Stream<Path> entries = Files.list(path)) {
                for (Path entry : entries.toList()) {
                    Path to = target.resolve(entry.getFileName());
                    Files.move(entry, to, StandardCopyOption.ATOMIC_MOVE);
                    moved.add(to);
                }
            } catch (IOException e) {
                for (Path one : moved) {
                    delete(one);
                }
                throw e;
            }
        });
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            delete(path);
            try {
                Runtime.getRuntime().removeShutdownHook(atEnd);
            } catch (IllegalStateException e) {
                // It is running now, and finds nothing left to do.
            }
        }
    }

    private void closeQuietly() {
        Process process = writer;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        try {
            close();
        } catch (IOException e) {
            // The process ends; what cannot be deleted stays in the folder for temporary files, or hidden beside the
            // project.
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> entries = Files.walk(root)) {
                for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                    // Git makes its objects read-only, which Windows does not delete.
                    entry.toFile().setWritable(true);
                    Files.delete(entry);
                }
            }
        }
    }
}
