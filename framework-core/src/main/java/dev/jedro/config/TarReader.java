package dev.jedro.config;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of a tar archive, with the long names of GNU and POSIX; links and devices are passed over. */
final class TarReader {
    private static final int BLOCK = 512;

    private TarReader() {}

    static Map<String, byte[]> read(InputStream in, Path file) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        String longName = "";
        for (byte[] header = block(in); header[0] != 0; header = block(in)) {
            int size = size(header);
            byte[] data = in.readNBytes(size);
            if (data.length < size) {
                throw new EOFException("it ends in the middle of a file");
            }
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
            String name = longName.isEmpty() ? name(header) : longName;
            longName = "";
            switch (header[156]) {
                case 'L' -> longName = text(data, 0, data.length);
                case 'x' -> longName = posixPath(data);
                case '0', 0 -> ArchiveSource.put(contents, name, new ByteArrayInputStream(data), file);
                case '5' ->
                    ArchiveSource.put(
                            contents, name.endsWith("/") ? name : name + "/", InputStream.nullInputStream(), file);
                default -> {
                    // links, devices and global headers hold no configuration
                }
            }
        }
        return contents;
    }

    private static byte[] block(InputStream in) throws IOException {
        byte[] block = in.readNBytes(BLOCK);
        if (block.length == 0) {
            return new byte[BLOCK];
        }
        if (block.length < BLOCK) {
            throw new EOFException("it is cut off");
        }
        return block;
    }

    private static int size(byte[] header) throws IOException {
        try {
            long size = Long.parseLong(text(header, 124, 12).strip(), 8);
            if (size < 0 || size > ArchiveSource.LARGEST) {
                throw new IOException("an entry is larger than " + ArchiveSource.LARGEST + " bytes");
            }
            return (int) size;
        } catch (NumberFormatException e) {
            throw new IOException("it is no tar file", e);
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") && header[262] == 0 ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    /** Records are {@code length key=value\n}. */
    private static String posixPath(byte[] data) {
        for (String record : text(data, 0, data.length).split("\n")) {
            int key = record.indexOf(' ') + 1;
            if (record.startsWith("path=", key)) {
                return record.substring(key + "path=".length());
            }
        }
        return "";
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
