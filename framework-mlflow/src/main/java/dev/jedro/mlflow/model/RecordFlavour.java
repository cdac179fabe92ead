package dev.jedro.mlflow.model;

import dev.jedro.dataset.ModelType;
import dev.jedro.session.Jedro;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;

/** Models that are records: JSON that names its record, as the catalog's {@code Model} writes it. Portable, and safe to load from anywhere. */
public final class RecordFlavour implements ModelFlavour {
    private static final String FILE = "model.json";
    private static final ModelType MODEL = new ModelType();
    private static final ModelType.Options NONE = new ModelType.Options();

    @Override
    public String name() {
        return "jedro";
    }

    @Override
    public String javaTypes() {
        return MODEL.javaTypes();
    }

    @Override
    public boolean fits(Type type) {
        return MODEL.canSave(NONE, type);
    }

    @Override
    public Map<String, Map<String, Object>> write(Path folder, Type type, Object model, DatasetContext context)
            throws Exception {
        MODEL.write(NONE, folder.resolve(FILE), type, model, context);
        return Map.of(
                name(),
                Map.of(
                        "data", FILE,
                        "model_class", model.getClass().getName(),
                        "jedro_version", Jedro.version()));
    }

    @Override
    public Object read(Path folder, Map<String, Object> described, Type type, DatasetContext context) throws Exception {
        return MODEL.read(NONE, ModelFolder.file(folder, described), type, context);
    }
}
