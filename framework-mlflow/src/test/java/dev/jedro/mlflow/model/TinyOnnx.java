package dev.jedro.mlflow.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A linear model in ONNX, written by hand as ONNX's protocol buffers say (onnx.proto, IR version 8, operators of version 13): {@code y = MatMul(x, w) + b} for rows of two features.
 */
public final class TinyOnnx {
    private static final int FLOAT = 1;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private TinyOnnx() {}

    /** Weights 2 and 3, intercept 1. */
    public static byte[] model() {
        TinyOnnx graph = new TinyOnnx()
                .message(1, node("MatMul", "x", "w", "xw"))
                .message(1, node("Add", "xw", "b", "y"))
                .text(2, "line")
                .message(5, tensor("w", new long[] {2, 1}, 2, 3))
                .message(5, tensor("b", new long[] {1}, 1))
                .message(11, value("x", 2))
                .message(12, value("y", 1));
        return new TinyOnnx()
                .number(1, 8)
                .text(2, "by hand")
                .message(7, graph)
                .message(8, new TinyOnnx().text(1, "").number(2, 13))
                .bytes
                .toByteArray();
    }

    private static TinyOnnx node(String operator, String first, String second, String output) {
        return new TinyOnnx().text(1, first).text(1, second).text(2, output).text(4, operator);
    }

    private static TinyOnnx tensor(String name, long[] shape, float... values) {
        TinyOnnx tensor = new TinyOnnx();
        for (long length : shape) {
            tensor.number(1, length);
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return tensor.number(2, FLOAT).text(8, name).field(9, raw.array());
    }

    /** A table of floats with any number of rows. */
    private static TinyOnnx value(String name, long columns) {
        TinyOnnx shape =
                new TinyOnnx().message(1, new TinyOnnx().text(2, "rows")).message(1, new TinyOnnx().number(1, columns));
        TinyOnnx type =
                new TinyOnnx().message(1, new TinyOnnx().number(1, FLOAT).message(2, shape));
        return new TinyOnnx().text(1, name).message(2, type);
    }

    private TinyOnnx number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    private TinyOnnx text(int field, String text) {
        return field(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private TinyOnnx message(int field, TinyOnnx message) {
        return field(field, message.bytes.toByteArray());
    }

    private TinyOnnx field(int field, byte[] content) {
        varint(((long) field << 3) | 2);
        varint(content.length);
        bytes.writeBytes(content);
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while (rest > 127) {
            bytes.write((int) ((rest & 127) | 128));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
