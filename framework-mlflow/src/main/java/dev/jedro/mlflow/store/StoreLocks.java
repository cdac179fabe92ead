package dev.jedro.mlflow.store;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two writers off one entity, threads of this process and other processes of Jedro alike. Each entity has a byte of one file, which is locked. The system
 * frees it when the process dies, however it dies. MLflow's own file store locks nothing, and need not: it never changes a file in place but for metrics, to which
 * it appends.
 */
final class StoreLocks {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLocks.class);
    private static final int STRIPES = 256;

    /** One a process and store: closing any channel of a file frees all locks that the process has on it. */
    private static final Map<Path, StoreLocks> ALL = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
    private @Nullable FileChannel channel;
    private boolean cannotLock;

    private StoreLocks(Path file) {
        this.file = file;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    static StoreLocks of(Path root) {
        return ALL.computeIfAbsent(root, folder -> new StoreLocks(folder.resolve(".jedro-lock")));
    }

    /** Holds one entity; freed by closing it, in the same thread. May be held again meanwhile by the same thread. */
    Held hold(String entity) throws IOException {
        int stripe = Math.floorMod(entity.hashCode(), STRIPES);
        ReentrantLock mine = stripes[stripe];
        mine.lock();
        try {
            @Nullable FileLock others = mine.getHoldCount() > 1 ? null : lock(stripe);
            return new Held(mine, others);
        } catch (IOException | RuntimeException e) {
            mine.unlock();
            throw e;
        }
    }

    private @Nullable FileLock lock(int stripe) throws IOException {
        for (int tries = 0; tries < 3; tries++) {
            FileChannel open = channel();
            if (open == null) {
                return null;
            }
            try {
                return open.lock(stripe, 1, false);
            } catch (ClosedChannelException e) {
                // A thread that waited was interrupted, which closes the channel; the next round opens it again.
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            } catch (IOException e) {
                withoutLocks(e);
                return null;
            }
        }
        throw new IOException("'" + file + "' could not be locked: other threads are interrupted again and again");
    }

    private synchronized @Nullable FileChannel channel() throws IOException {
        if (cannotLock) {
            return null;
        }
        if (channel == null || !channel.isOpen() || !Files.exists(file)) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private synchronized void withoutLocks(IOException e) {
        cannotLock = true;
        LOG.warn(
                "'{}' cannot be locked ({}): make sure that only one process writes to this store",
                file,
                e.getMessage());
    }

    /** What is held; only the thread that holds it may close it. */
    static final class Held implements AutoCloseable {
        private final ReentrantLock mine;
        private final @Nullable FileLock others;

        private Held(ReentrantLock mine, @Nullable FileLock others) {
            this.mine = mine;
            this.others = others;
        }

        @Override
        public void close() throws IOException {
            try {
                if (others != null && others.isValid()) {
                    others.release();
                }
            } finally {
                mine.unlock();
            }
        }
    }
}
