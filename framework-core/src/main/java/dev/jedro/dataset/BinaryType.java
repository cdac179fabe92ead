package dev.jedro.dataset;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code type: Binary}: the bytes of a file. */
public final class BinaryType implements FileDatasetType<BinaryType.Options> {

    /** Options of {@code Binary}. */
    public record Options() {}

    @Override
    public String name() {
        return "Binary";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "byte[]";
    }

    @Override
    public Type defaultType(Options options) {
        return byte[].class;
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return type == byte[].class;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return type == byte[].class;
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        Files.write(file, (byte[]) value);
    }
}
