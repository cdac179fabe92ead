package dev.jedro.catalog;

import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;

/** A type that deals in nothing. */
abstract class EmptyType implements DatasetType<EmptyType.Options> {

    /** None. */
    public record Options() {}

    @Override
    public String name() {
        return "Empty";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "nothing";
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return false;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return false;
    }

    @Override
    public Dataset<?> open(Options options, Type type, DatasetContext context) {
        throw new IllegalStateException("not used");
    }
}
