package dev.jedro.cli.live;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The constant pool of a class file (JVM specification, 4.1 and 4.4).
 *
 * @param texts its constants of type Utf8: names, descriptors, strings
 * @param end where the pool ends, and the access flags stand
 */
public record ClassFile(List<String> texts, int end) {
    private static final int ACC_PUBLIC = 1;
    private static final int HEADER = 8;

    public ClassFile {
        texts = List.copyOf(texts);
    }

    /** @throws IllegalArgumentException if the bytes are no class file */
    public static ClassFile read(byte[] bytes) {
        List<String> texts = new ArrayList<>();
        ByteArrayInputStream all = new ByteArrayInputStream(bytes);
        try (DataInputStream in = new DataInputStream(all)) {
            in.skipBytes(HEADER);
            int constants = in.readUnsignedShort();
            for (int i = 1; i < constants; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.add(in.readUTF());
                    case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                    case 15 -> in.skipBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                    case 5, 6 -> {
                        in.skipBytes(8);
                        i++; // A long and a double count for two.
                    }
                    default -> throw new IllegalArgumentException("no constant has the tag " + tag);
                }
            }
            return new ClassFile(texts, bytes.length - all.available());
        } catch (IOException e) {
            throw new IllegalArgumentException("no class file", e);
        }
    }

    /** The same class, seen from every package and loader. */
    public static byte[] madePublic(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[read(bytes).end + 1] |= ACC_PUBLIC;
        return copy;
    }
}
