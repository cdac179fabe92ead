package dev.jedro.catalog;

import dev.jedro.config.ConfigScalar;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;

/** Fails as a driver does that puts its connection into the message. */
public final class LeakyType implements FileDatasetType<LeakyType.Options> {

    /** None. */
    public record Options() {}

    @Override
    public String name() {
        return "Leaky";
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
        return true;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return true;
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) {
        throw new IllegalStateException("not used");
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        String password = ((ConfigScalar) context.credentials().get("password").orElseThrow()).text();
        throw new IOException("refused: db://ann:" + password + "@host");
    }
}
