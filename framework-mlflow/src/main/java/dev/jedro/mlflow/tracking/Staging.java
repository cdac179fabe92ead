package dev.jedro.mlflow.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are made to be sent, in {@code .jedro/mlflow/staging} until they are. */
public final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.mlflow");

    private Staging() {}

    /** A new folder that is there. */
    public static Path folder(Path root) throws IOException {
        return Files.createDirectories(
                root.resolve(".jedro/mlflow/staging").resolve(UUID.randomUUID().toString()));
    }

    /** Removes a file or folder, and the folder that {@link #folder} made for it. */
    public static void remove(Path file) {
        try {
            List<Path> all = List.of();
            if (Files.exists(file)) {
                try (Stream<Path> found = Files.walk(file)) {
                    all = found.sorted(Comparator.reverseOrder()).toList();
                }
            }
            for (Path one : all) {
                Files.delete(one);
            }
            Files.deleteIfExists(file.getParent()); // the folder of its own, if nothing else is in it
        } catch (IOException e) {
            LOG.debug("{} could not be removed", file, e);
        }
    }
}
