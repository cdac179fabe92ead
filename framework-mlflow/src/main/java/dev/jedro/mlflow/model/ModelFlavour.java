package dev.jedro.mlflow.model;

import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One way to keep a model in files. Found by {@link java.util.ServiceLoader}; stateless and thread-safe. */
public interface ModelFlavour {

    /** The name in {@code MLmodel} and in the catalog, for instance {@code jedro}. */
    String name();

    /** The Java types it keeps, in words for messages. */
    String javaTypes();

    /** Whether it can keep and give models of this type. */
    boolean fits(Type type);

    /**
     * Writes the model's files.
     *
     * @param folder is there and empty
     * @return what {@code MLmodel} says of the flavours that can read them: this one at least, with its own keys
     */
    Map<String, Map<String, Object>> write(Path folder, Type type, Object model, DatasetContext context)
            throws Exception;

    /**
     * Reads the files that {@link #write} has made, on this machine or another; never makes a class that only the files name.
     *
     * @param described what {@code MLmodel} says of this flavour; {@link ModelFolder#file} reads its {@code data}
     */
    Object read(Path folder, Map<String, Object> described, Type type, DatasetContext context) throws Exception;

    /** What Python needs to load it, as lines of requirements.txt; empty if Python cannot. */
    default List<String> requirements() {
        return List.of();
    }

    /** What a model takes and gives, as far as its own format knows; {@link SignedModel} and the catalog's entry win. */
    default Optional<ModelSignature> signature(Object model) {
        return Optional.empty();
    }
}
