package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.tracking.Staging;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Artifacts that were fetched to be read. They stay until the catalog is closed: a relation reads its file when its rows are asked for, not when it is loaded. */
final class FetchedFiles implements AutoCloseable {
    private final List<Path> files = new ArrayList<>();

    /** The place for one more file of that name; its folder is there. */
    static Path next(DatasetContext context, String name) throws IOException {
        Path file = Files.createTempDirectory("jedro-mlflow").resolve(name);
        context.shared(FetchedFiles.class, FetchedFiles::new).add(file);
        return file;
    }

    private synchronized void add(Path file) {
        files.add(file);
    }

    @Override
    public synchronized void close() {
        files.forEach(Staging::remove);
        files.clear();
    }
}
