package dev.jedro.catalog;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds to a type that reads and writes files all that is the same for every one of them. */
final class FileDataset<O> implements Dataset<Object> {
    private final FileDatasetType<O> format;
    private final O options;
    private final Type type;
    private final FileLocation location;
    private final DatasetContext context;

    FileDataset(FileDatasetType<O> format, O options, Type type, FileLocation location, DatasetContext context) {
        this.format = format;
        this.options = options;
        this.type = type;
        this.location = location;
        this.context = context;
    }

    @Override
    public Object load() throws Exception {
        return format.read(options, location.toLoad(), type, context);
    }

    @Override
    public void save(Object value) throws Exception {
        boolean done = false;
        try (AtomicFile file = AtomicFile.replacing(location.toSave())) {
            format.write(options, file.temporary(), type, value, context);
            file.commit();
            done = true;
        } finally {
            if (!done) {
                location.abandoned();
            }
        }
        location.saved();
    }

    Optional<ChunkWriter> append() throws Exception {
        AtomicFile file = AtomicFile.replacing(location.toSave());
        Optional<ChunkWriter> inner = Optional.empty();
        try {
            inner = format.append(options, file.temporary(), type, context);
        } finally {
            if (inner.isEmpty()) {
                file.close();
                location.abandoned();
            }
        }
        return inner.map(writer -> new AtomicChunks(writer, file, location));
    }

    /** Chunks that go to the temporary file until they are committed. */
    private static final class AtomicChunks implements ChunkWriter {
        private final AtomicFile file;
        private final FileLocation location;
        private @Nullable ChunkWriter writer;
        private boolean done;

        AtomicChunks(ChunkWriter writer, AtomicFile file, FileLocation location) {
            this.writer = writer;
            this.file = file;
            this.location = location;
        }

        private ChunkWriter writer() {
            if (writer == null) {
                throw new IllegalStateException("written to after commit or close");
            }
            return writer;
        }

        @Override
        public void write(Object chunk) throws Exception {
            writer().write(chunk);
        }

        @Override
        public void commit() throws Exception {
            writer().commit();
            closeWriter();
            file.commit();
            done = true;
            location.saved();
        }

        private void closeWriter() throws IOException {
            ChunkWriter open = writer;
            writer = null;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public void close() throws IOException {
            try {
                closeWriter();
            } finally {
                file.close();
                if (!done) {
                    location.abandoned();
                }
            }
        }
    }

    @Override
    public boolean exists() throws IOException {
        return location.exists();
    }
}
