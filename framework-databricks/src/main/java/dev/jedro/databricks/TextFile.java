package dev.jedro.databricks;

import dev.jedro.problem.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small text files that people edit with all kinds of editors. */
final class TextFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * The text, without a byte order mark.
     *
     * @throws NotText if it is in another encoding than UTF-8
     */
    static String read(Path path, String shown) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length > 1 && utf16(bytes)) {
            throw new NotText(
                    ConfigFile.bad("The file is in UTF-16, as some editors of Windows write it.", Place.of(shown))
                            .fix("save it as UTF-8"));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new NotText(
                    ConfigFile.bad("The file is not in UTF-8.", Place.of(shown)).fix("save it as UTF-8"));
        }
    }

    private static boolean utf16(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
        return marked || first == 0 || second == 0;
    }
}
