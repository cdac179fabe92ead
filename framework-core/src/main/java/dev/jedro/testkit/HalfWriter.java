package dev.jedro.testkit;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;

/** Another type that runs out of disk when it has written its file. */
final class HalfWriter<O> implements FileDatasetType<O> {
    private final FileDatasetType<O> inner;

    HalfWriter(FileDatasetType<O> inner) {
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Class<O> options() {
        return inner.options();
    }

    @Override
    public String javaTypes() {
        return inner.javaTypes();
    }

    @Override
    public boolean canLoad(O options, Type type) {
        return inner.canLoad(options, type);
    }

    @Override
    public boolean canSave(O options, Type type) {
        return inner.canSave(options, type);
    }

    @Override
    public boolean directory(O options) {
        return inner.directory(options);
    }

    @Override
    public Object read(O options, Path file, Type type, DatasetContext context) throws Exception {
        return inner.read(options, file, type, context);
    }

    @Override
    public void write(O options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        inner.write(options, file, type, value, context);
        throw new IOException("No space left on device");
    }
}
