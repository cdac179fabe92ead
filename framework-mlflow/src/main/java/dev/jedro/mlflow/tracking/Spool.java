package dev.jedro.mlflow.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jedro.mlflow.client.TrackedRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be sent, one file a run in {@code .jedro/mlflow/spool}, for {@code jedro mlflow sync}. Made when it is first needed; one line an entry, so that what a killed process
 * has written can be read.
 */
final class Spool {
    private static final String USUAL = "local";
    private static final Logger LOG = LoggerFactory.getLogger("jedro.mlflow");
    private final Path root;
    private final Path file;
    private final String target;
    /** Held, and locked, until the run has ended: what is not whole yet is not to be sent. */
    private @Nullable FileChannel channel;

    /** @param root the project's folder */
    Spool(Path root, String jedroRun, String target) {
        this.root = root;
        this.file = folder(root).resolve(jedroRun + ".ndjson");
        this.target = target;
    }

    static Path folder(Path root) {
        return root.resolve(".jedro/mlflow/spool");
    }

    /** The files of all runs that wait to be sent, oldest first. */
    static List<Path> waiting(Path root) throws IOException {
        Path folder = folder(root);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }

    /** Says once that the run is kept instead of sent. */
    void begin(Opening opening, Optional<TrackedRun> run, String why) {
        LOG.warn(
                "The run is not tracked to its end by {}: {} What is missing is kept; send it with: jedro mlflow sync{}",
                target,
                why.endsWith(".") ? why : why + ".",
                env(opening));
        write(SpoolLines.opening(opening, run.map(TrackedRun::id), target));
    }

    /** The server is that of the run's environment. */
    static String env(Opening opening) {
        String name = opening.tags().getOrDefault("jedro.env", USUAL);
        return name.equals(USUAL) ? "" : " --env " + name;
    }

    void append(Entry entry) {
        if (entry instanceof Entry.Later later) {
            later.entries().get().forEach(this::append);
        } else {
            write(SpoolLines.line(entry, root));
        }
    }

    /** That nothing more comes: {@code jedro mlflow sync} may send it. */
    synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("{} could not be closed", file, e);
        }
        channel = null;
    }

    private synchronized void write(ObjectNode line) {
        try {
            FileChannel open = channel;
            if (open == null) {
                Files.createDirectories(file.getParent());
                open = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                open.lock();
                channel = open;
            }
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } catch (IOException e) {
            LOG.warn("What MLflow was to be told cannot be kept in {}: {}", root.relativize(file), e.toString());
        }
    }
}
