package dev.jedro.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code on a page: between fences, or indented, which leaves no room for a language.
 *
 * @param line where it begins
 * @param language what stands behind the opening fence; may be empty
 * @param mark the kind of the comment right above, such as {@code snippet}; empty if there is none
 * @param argument what the comment says
 */
record Block(Path page, int line, String language, String mark, String argument) {
    private static final Pattern MARK = Pattern.compile("<!-- ([a-z ]+): (.+) -->");
    private static final String FENCE = "```";
    private static final String INDENT = "    ";

    static List<Block> of(Path page) throws IOException {
        return of(page, Files.readAllLines(page));
    }

    static List<Block> of(Path page, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        boolean open = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String above = i == 0 ? "" : lines.get(i - 1);
            if (!open && line.startsWith(INDENT) && above.isBlank()) {
                blocks.add(new Block(page, i + 1, "", "", ""));
            }
            if (!line.startsWith(FENCE)) {
                continue;
            }
            if (!open) {
                Matcher mark = MARK.matcher(above);
                boolean marked = mark.matches();
                blocks.add(new Block(
                        page,
                        i + 1,
                        line.substring(FENCE.length()),
                        marked ? mark.group(1) : "",
                        marked ? mark.group(2) : ""));
            }
            open = !open;
        }
        return blocks;
    }

    String place() {
        return page.getFileName() + ":" + line;
    }
}
