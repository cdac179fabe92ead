package dev.jedro.mlflow.model;

import dev.jedro.problem.JedroException;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models in ONNX, which Python loads with {@code mlflow.onnx} and {@code mlflow.pyfunc}. */
public final class OnnxFlavour implements ModelFlavour {
    private static final String FILE = "model.onnx";

    @Override
    public String name() {
        return "onnx";
    }

    @Override
    public String javaTypes() {
        return "OnnxModel";
    }

    @Override
    public boolean fits(Type type) {
        return type == OnnxModel.class;
    }

    @Override
    public Map<String, Map<String, Object>> write(Path folder, Type type, Object model, DatasetContext context)
            throws IOException {
        Files.write(folder.resolve(FILE), ((OnnxModel) model).bytes());
        return Map.of(
                name(),
                Map.of("data", FILE, "onnx_version", "1.16.0", "providers", List.of("CPUExecutionProvider")),
                "python_function",
                Map.of(
                        "data",
                        FILE,
                        "env",
                        Map.of("conda", "conda.yaml", "virtualenv", "python_env.yaml"),
                        "loader_module",
                        "mlflow.onnx",
                        "python_version",
                        "3.11.7"));
    }

    @Override
    public Object read(Path folder, Map<String, Object> described, Type type, DatasetContext context)
            throws IOException {
        return new OnnxModel(Files.readAllBytes(ModelFolder.file(folder, described)));
    }

    /** Known where ONNX Runtime is on the class path, and the model is one that it can open. */
    @Override
    public Optional<ModelSignature> signature(Object model) {
        try (OnnxScorer scorer = ((OnnxModel) model).scorer()) {
            return Optional.of(scorer.signature());
        } catch (JedroException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> requirements() {
        return List.of("mlflow>=2.17", "onnx==1.16.0", "onnxruntime");
    }
}
