package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.model.ModelFolder;
import dev.jedro.mlflow.model.ModelNotes;
import dev.jedro.problem.NearNames;
import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** What all datasets of models have in common: which Java types they keep is for the flavours to say. */
abstract class FlavouredType<O extends FlavouredType.Kept> implements DatasetType<O> {

    /** The options that say how a model is kept, wherever it is. */
    interface Kept {
        Optional<String> flavour();

        Optional<ModelNotes.Signature> signature();

        Optional<Object> inputExample();
    }

    /** @throws IllegalArgumentException for the binder to tell */
    static void check(Optional<String> flavour, Optional<Object> inputExample) {
        new ModelNotes(Optional.empty(), inputExample);
        flavour.filter(name -> !ModelFolder.names().contains(name)).ifPresent(name -> {
            List<String> near = NearNames.of(name, ModelFolder.names());
            throw new IllegalArgumentException("there is no flavour '" + name + "'"
                    + (near.isEmpty() ? "" : "; did you mean '" + near.get(0) + "'?") + " There are "
                    + String.join(", ", ModelFolder.names()));
        });
    }

    @Override
    public final String javaTypes() {
        return ModelFolder.javaTypes();
    }

    @Override
    public final boolean canLoad(O options, Type type) {
        return ModelFolder.flavour(options.flavour(), type).isPresent();
    }

    @Override
    public final boolean canSave(O options, Type type) {
        return canLoad(options, type);
    }
}
