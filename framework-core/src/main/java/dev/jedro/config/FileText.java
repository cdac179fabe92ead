package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The text of a configuration file: UTF-8, or UTF-16 with a byte order mark. */
final class FileText {
    private FileText() {}

    /** The text without a byte order mark; empty if a problem was reported. */
    static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(file, bytes, 2, StandardCharsets.UTF_16BE, problems);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(file, bytes, 2, StandardCharsets.UTF_16LE, problems);
        }
        return decode(file, bytes, startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0, StandardCharsets.UTF_8, problems);
    }

    private static Optional<String> decode(String file, byte[] bytes, int skip, Charset charset, Problems problems) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
        CharBuffer out = CharBuffer.allocate(bytes.length - skip + 1);
        boolean malformed = decoder.decode(in, out, true).isError();
        out.flip();
        String text = out.toString();
        if (malformed) {
            problems.add(Problem.error(
                            ConfigCode.ENCODING,
                            "The file is not " + charset.name() + ": the byte 0x"
                                    + String.format("%02X", bytes[in.position()] & 0xFF) + " cannot stand here")
                    .at(end(file, text))
                    .fix("save the file as UTF-8"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The place after the last character of a text. */
    static Place end(String file, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return Place.of(file, line, last.codePointCount(0, last.length()) + 1);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
