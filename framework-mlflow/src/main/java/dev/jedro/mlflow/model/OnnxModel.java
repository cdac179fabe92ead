package dev.jedro.mlflow.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A model in ONNX, as the library that trained it has written it. */
public final class OnnxModel {
    private final byte[] bytes;

    /** @param bytes of the whole {@code .onnx} file */
    public OnnxModel(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** The whole file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Opens it for scoring in this JVM, with ONNX Runtime.
     *
     * @throws dev.jedro.problem.JedroException if ONNX Runtime is not on the class path, or cannot open the model
     */
    public OnnxScorer scorer() {
        return OnnxScorer.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnnxModel model && Arrays.equals(bytes, model.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "ONNX model of " + bytes.length + " bytes";
    }
}
