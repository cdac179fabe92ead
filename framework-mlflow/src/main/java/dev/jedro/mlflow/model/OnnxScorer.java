package dev.jedro.mlflow.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Scores a model in ONNX in this JVM. It needs {@code com.microsoft.onnxruntime:onnxruntime} on the class path. Thread-safe; holds memory outside the heap until it is closed.
 *
 * <pre>{@code
 * static double[] predict(OnnxModel model, Relation flights) {
 *     try (OnnxScorer scorer = model.scorer()) {
 *         float[][] prices = scorer.score(rows(flights));
 *         …
 *     }
 * }
 * }</pre>
 */
public final class OnnxScorer implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxScorer(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    static OnnxScorer of(OnnxModel model) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            return new OnnxScorer(environment, environment.createSession(model.bytes()));
        } catch (OrtException e) {
            throw new JedroException(
                    Problem.error(MlflowCode.BAD_MODEL, "The model in ONNX cannot be opened: " + e.getMessage())
                            .fix("export it again; ONNX Runtime reads what its version knows"),
                    e);
        } catch (LinkageError e) {
            throw new JedroException(
                    Problem.error(
                                    MlflowCode.NO_ONNX_RUNTIME,
                                    "A model in ONNX is to be scored, and ONNX Runtime "
                                            + (e instanceof NoClassDefFoundError
                                                    ? "is not on the class path."
                                                    : "does not run here: " + e.getMessage()))
                            .fix("add com.microsoft.onnxruntime:onnxruntime to the project's pom.xml"),
                    e);
        }
    }

    /** What the model takes and gives: tensors. Inputs of other kinds are left out. */
    public ModelSignature signature() {
        try {
            return new ModelSignature(tensors(session.getInputInfo()), tensors(session.getOutputInfo()));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static List<ModelSignature.Tensor> tensors(Map<String, NodeInfo> nodes) {
        List<ModelSignature.Tensor> tensors = new ArrayList<>();
        nodes.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo info) {
                tensors.add(new ModelSignature.Tensor(
                        name,
                        numpy(info),
                        LongStream.of(info.getShape()).boxed().toList()));
            }
        });
        return tensors;
    }

    private static String numpy(TensorInfo info) {
        return switch (info.type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            case STRING -> "str";
            default -> info.type.name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * Scores a table of numbers with a model that has one input and one output, both tables of {@code float}.
     *
     * @param rows all of one length
     * @return a row for each row
     * @throws JedroException if the model is of another shape
     */
    public float[][] score(float[][] rows) {
        Set<String> inputs = session.getInputNames();
        if (inputs.size() != 1 || session.getNumOutputs() != 1) {
            throw new JedroException(Problem.error(
                            MlflowCode.NOT_SCORED,
                            "The model has the inputs " + inputs + " and the outputs " + session.getOutputNames()
                                    + ", not one of each.")
                    .fix("give each input by its name: score(Map.of(…))"));
        }
        Object scored = score(Map.of(inputs.iterator().next(), rows))
                .values()
                .iterator()
                .next();
        if (scored instanceof float[][] table) {
            return table;
        }
        throw new JedroException(Problem.error(
                        MlflowCode.NOT_SCORED,
                        "The model gives a " + scored.getClass().getSimpleName() + ", not a table of float.")
                .fix("take its output by its name: score(Map.of(…)).get(…)"));
    }

    /**
     * Scores tensors.
     *
     * @param inputs by name: arrays of numbers, truth or texts, in as many dimensions as the model's input has
     * @return by name: arrays again; maps and lists where the model gives such
     * @throws JedroException if a name, a type or a shape is not the model's
     */
    public Map<String, Object> score(Map<String, ?> inputs) {
        for (String name : inputs.keySet()) {
            if (!session.getInputNames().contains(name)) {
                throw new JedroException(Problem.error(
                                MlflowCode.NOT_SCORED,
                                "The model has no input '" + name + "'; it has " + session.getInputNames() + ".")
                        .near(NearNames.of(name, session.getInputNames()))
                        .fix("give each input by its name"));
            }
        }
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, ?> input : inputs.entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                Map<String, Object> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.put(output.getKey(), output.getValue().getValue());
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static JedroException failed(OrtException e) {
        return new JedroException(
                Problem.error(MlflowCode.NOT_SCORED, "The model does not take what it was given: " + e.getMessage())
                        .fix("give arrays of the types and shapes that signature() tells"),
                e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
