package dev.jedro.cli.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the guide as a script: what a reader would do from top to bottom. Beside blocks of {@code ```console} these comments count:
 *
 * <pre>
 * &lt;!-- edit: src/main/java/myflights/Data.java | from | to --&gt;   the reader edits a file; \\n is a line break
 * &lt;!-- remove: conf/base/catalog.yml --&gt;                          the reader deletes a file
 * &lt;!-- file: conf/base/logging.yml --&gt;                            the block below is put into that file
 * &lt;!-- append: jedro.yml --&gt;                                      the block below is put at its end
 * &lt;!-- part of: conf/base/catalog.yml --&gt;                         the block below stands in that file, at any indentation
 * &lt;!-- exit: 1 --&gt;                                                the last command of the block below ends with that code, not 0
 * &lt;!-- not run: reason --&gt;                                        the block below is left out
 * </pre>
 */
record Page(Path file, List<Step> steps) {
    private static final Pattern MARK =
            Pattern.compile("<!-- (edit|remove|file|append|part of|exit|not run): (.*) -->");
    private static final Pattern PROMPT = Pattern.compile("\\$ (.*?)(\\s+# .*)?");

    /** What the reader does next; {@code line} is where the page says so. */
    sealed interface Step {
        int line();
    }

    record Edit(int line, String name, String from, String to) implements Step {}

    record Remove(int line, String name) implements Step {}

    record Write(int line, String name, String text, boolean append) implements Step {}

    record Part(int line, String name, String text) implements Step {}

    record Console(int line, int exit, List<Command> commands) implements Step {}

    /** A command and what the page shows of its output; nothing if it shows none. */
    record Command(String typed, List<String> output) {}

    /** The pages at the root of the repository and those of {@code docs}. */
    static List<Page> all() throws IOException {
        Path repository = Path.of("..").toAbsolutePath().normalize();
        List<Page> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(repository);
                Stream<Path> docs = Files.walk(repository.resolve("docs"))) {
            for (Path file : Stream.concat(root, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                pages.add(read(file));
            }
        }
        return pages;
    }

    static Page read(Path file) throws IOException {
        return new Page(file, steps(Files.readAllLines(file)));
    }

    static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        List<Matcher> marks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                if (mark.group(1).equals("edit")) {
                    steps.add(edit(i + 1, mark.group(2)));
                } else if (mark.group(1).equals("remove")) {
                    steps.add(new Remove(i + 1, mark.group(2)));
                } else {
                    marks.add(mark);
                }
            } else if (line.startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                block(line.substring(3), i + 1, lines.subList(i + 1, end), marks)
                        .ifPresent(steps::add);
                marks.clear();
                i = end;
            } else if (!line.isBlank() && !marks.isEmpty()) {
                throw new AssertionError("line " + (i + 1) + ": no block right below "
                        + marks.get(0).group());
            }
        }
        return steps;
    }

    private static Edit edit(int line, String text) {
        String[] parts = text.split(" \\| ", -1);
        if (parts.length != 3) {
            throw new AssertionError("line " + line + ": expected <!-- edit: file | from | to -->");
        }
        return new Edit(line, parts[0], parts[1].replace("\\n", "\n"), parts[2].replace("\\n", "\n"));
    }

    private static Optional<Step> block(String language, int line, List<String> lines, List<Matcher> marks) {
        if (said("not run", marks).isPresent()) {
            return Optional.empty();
        }
        String text = String.join("\n", lines) + "\n";
        Optional<Step> aboutAFile = said("file", marks)
                .<Step>map(name -> new Write(line, name, text, false))
                .or(() -> said("append", marks).map(name -> new Write(line, name, text, true)))
                .or(() -> said("part of", marks).map(name -> new Part(line, name, text)));
        if (aboutAFile.isPresent()) {
            return aboutAFile;
        }
        if (!language.equals("console")) {
            return Optional.empty();
        }
        int exit = said("exit", marks).map(Integer::parseInt).orElse(0);
        return Optional.of(new Console(line, exit, commands(line, lines)));
    }

    private static Optional<String> said(String kind, List<Matcher> marks) {
        return marks.stream()
                .filter(mark -> mark.group(1).equals(kind))
                .findFirst()
                .map(mark -> mark.group(2));
    }

    private static List<Command> commands(int line, List<String> lines) {
        List<Command> commands = new ArrayList<>();
        for (String text : lines) {
            Matcher prompt = PROMPT.matcher(text);
            if (prompt.matches()) {
                commands.add(new Command(prompt.group(1), new ArrayList<>()));
            } else if (commands.isEmpty()) {
                throw new AssertionError("line " + line + ": a block of ```console begins with '$ command'");
            } else {
                commands.get(commands.size() - 1).output().add(text);
            }
        }
        return commands;
    }

    /** Whether there is anything to run or to compare. */
    boolean isFollowed() {
        return steps.stream().anyMatch(step -> step instanceof Console || step instanceof Part);
    }

    boolean makesItsProject() {
        return types("jedro new .*");
    }

    /** Whether its project has the tool that tracks runs. */
    boolean tracksRuns() {
        return types("jedro new .*--tools mlflow.*");
    }

    private boolean types(String pattern) {
        return steps.stream()
                .filter(Console.class::isInstance)
                .flatMap(console -> ((Console) console).commands().stream())
                .anyMatch(command -> command.typed().matches(pattern));
    }
}
