package dev.jedro.catalog;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.nio.file.Path;

/** Made by somebody who had a bad day: does not know integers, gives a number for a text, and lacks a library to write with. */
public final class BrokenType implements FileDatasetType<BrokenType.Options> {

    /** None. */
    public record Options() {}

    @Override
    public String name() {
        return "Broken";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "String";
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return canSave(options, type);
    }

    @Override
    public boolean canSave(Options options, Type type) {
        if (type == Integer.class) {
            throw new UnsupportedOperationException("no integers yet");
        }
        return true;
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) {
        return 7L;
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) {
        throw new NoClassDefFoundError("org/acme/Gone");
    }
}
