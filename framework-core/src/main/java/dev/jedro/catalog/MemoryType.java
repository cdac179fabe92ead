package dev.jedro.catalog;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;

/** {@code type: Memory}, and what every name is that the catalog does not define. */
final class MemoryType implements DatasetType<MemoryType.Options> {

    record Options() {}

    @Override
    public String name() {
        return "Memory";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "anything";
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
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        return new MemoryDataset();
    }

    @Override
    public boolean persistent() {
        return false;
    }
}
