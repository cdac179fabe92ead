package dev.jedro.dataset;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code type: Text}: a text file as one text, or as its lines. */
public final class TextType implements FileDatasetType<TextType.Options> {

    /** Options of {@code Text}. */
    public record Options() {}

    @Override
    public String name() {
        return "Text";
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
        return type == String.class;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return type == String.class;
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws Exception {
        return Files.readString(file);
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws Exception {
        Files.writeString(file, (String) value);
    }
}
