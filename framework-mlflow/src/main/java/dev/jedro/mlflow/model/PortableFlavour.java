package dev.jedro.mlflow.model;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.session.Jedro;
import dev.jedro.spi.DatasetContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Models that keep themselves, see {@link PortableModel}. */
public final class PortableFlavour implements ModelFlavour {
    private static final String FOLDER = "data";

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String javaTypes() {
        return "classes that implement PortableModel and have a method 'public static T load(Path)'";
    }

    @Override
    public boolean fits(Type type) {
        return loader(type).isPresent();
    }

    private static Optional<Method> loader(Type type) {
        if (!(type instanceof Class<?> model) || !PortableModel.class.isAssignableFrom(model)) {
            return Optional.empty();
        }
        try {
            Method load = model.getMethod("load", Path.class);
            return Modifier.isStatic(load.getModifiers()) && model.isAssignableFrom(load.getReturnType())
                    ? Optional.of(load)
                    : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Map<String, Object>> write(Path folder, Type type, Object model, DatasetContext context)
            throws Exception {
        ((PortableModel) model).save(Files.createDirectory(folder.resolve(FOLDER)));
        return Map.of(
                name(), Map.of("data", FOLDER, "model_class", type.getTypeName(), "jedro_version", Jedro.version()));
    }

    @Override
    public Object read(Path folder, Map<String, Object> described, Type type, DatasetContext context) throws Exception {
        String saved = String.valueOf(described.get("model_class"));
        if (!saved.equals(type.getTypeName())) {
            throw new JedroException(Problem.error(
                            MlflowCode.BAD_MODEL,
                            "The model was saved as '" + saved + "', but '" + type.getTypeName() + "' is wanted.")
                    .at(context.place())
                    .fix("train the model again, or let the node take the class that was saved"));
        }
        Method load = loader(type).orElseThrow(() -> new IllegalStateException("canLoad said that it has one"));
        try {
            return load.invoke(null, ModelFolder.file(folder, described));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
