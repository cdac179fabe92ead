package dev.jedro.cli.guide;

import dev.jedro.cli.CommandRun;
import dev.jedro.cli.ErrorReport;
import dev.jedro.cli.Help;
import dev.jedro.cli.global.ProjectName;
import dev.jedro.cli.launch.FastCompile;
import dev.jedro.cli.project.ProjectCommands;
import dev.jedro.cli.terminal.Terminal;
import dev.jedro.problem.JedroException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a reader sits: a folder, a project in it, and a shell that knows few words. All of it in this process. */
final class Desk implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Terminal PLAIN = new Terminal(false, false, false);
    private final Path home;
    private Path folder;
    private boolean edited = true;
    private ClassLoader classes = Desk.class.getClassLoader();

    /** Output and errors as they came, as a terminal shows them. */
    record Answer(int exit, List<String> lines) {}

    Desk(Path home) throws IOException {
        this.home = home.toRealPath();
        this.folder = this.home;
    }

    /** A desk in a copy of this one's folder, classes included. */
    Desk copy(Path to) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(folder.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(folder.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
        Desk copy = new Desk(to);
        copy.use(copy.folder.resolve("target/classes"));
        return copy;
    }

    void write(Page.Write file) throws IOException {
        Path path = folder.resolve(file.name());
        Files.createDirectories(path.getParent());
        String before = file.append() ? Files.readString(path) : "";
        Files.writeString(path, before + file.text());
        edited |= file.name().startsWith("src/");
    }

    void remove(Page.Remove file) throws IOException {
        Files.delete(folder.resolve(file.name()));
    }

    void compare(Page.Part part) throws IOException {
        String text = Files.readString(folder.resolve(part.name()));
        if (!atTheMargin(text).contains(atTheMargin(part.text()))) {
            throw new AssertionError("line " + part.line() + ": " + part.name() + " has no such lines");
        }
    }

    private static String atTheMargin(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    void edit(Page.Edit edit) throws IOException {
        Path path = folder.resolve(edit.name());
        String text = Files.readString(path);
        if (!text.contains(edit.from())) {
            throw new AssertionError("line " + edit.line() + ": " + edit.name() + " has no '" + edit.from() + "'");
        }
        Files.writeString(path, text.replace(edit.from(), edit.to()));
        edited = true;
    }

    Answer type(String command) throws IOException {
        List<String> words = words(command);
        List<String> arguments = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "export" -> new Answer(0, List.of());
            case "cd" -> {
                folder = folder.resolve(arguments.get(0)).normalize();
                yield new Answer(Files.isDirectory(folder) ? 0 : 1, List.of());
            }
            case "jedro" -> jedro(arguments);
            case "mvn" -> tests(command);
            default -> throw unknown(command);
        };
    }

    private static AssertionError unknown(String command) {
        return new AssertionError("'" + command + "' is not known here; mark it <!-- not run: reason -->");
    }

    static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replaceAll("[\"']", ""))
                .toList();
    }

    private Answer jedro(List<String> arguments) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        boolean inProject = Files.exists(folder.resolve("jedro.yml"));
        int exit = inProject && !Help.GLOBAL.containsKey(arguments.get(0))
                ? inProject(arguments, both)
                : CommandRun.jedro(both, outside(arguments).toArray(String[]::new));
        edited |= arguments.get(0).equals("pipeline"); // it writes sources
        String text = printed.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        return new Answer(exit, text.isEmpty() ? List.of() : Arrays.asList(text.split("\n")));
    }

    private int inProject(List<String> arguments, PrintStream both) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (edited) {
                use(FastCompile.run(folder));
            }
            thread.setContextClassLoader(classes);
            return new ProjectCommands(folder, PLAIN, both, both)
                    .run(arguments.stream().map(this::inFolder).toArray(String[]::new));
        } catch (JedroException e) {
            return new ErrorReport(both, false, false).failure(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Compiles the project's tests and runs them with JUnit, as Maven would; started by itself it would take longer than all pages together. */
    private Answer tests(String command) throws IOException {
        if (!command.equals("mvn test")) {
            throw unknown(command);
        }
        if (edited) {
            use(FastCompile.run(folder));
        }
        return new Answer(0, ProjectTests.run(folder));
    }

    private void use(Path classFolder) throws IOException {
        close();
        classes = new URLClassLoader(new URL[] {classFolder.toUri().toURL()}, Desk.class.getClassLoader());
        edited = false;
    }

    /** This process stands in another folder than the reader, so files are given in full. */
    private String inFolder(String word) {
        return Files.isRegularFile(folder.resolve(word)) ? folder.resolve(word).toString() : word;
    }

    private List<String> outside(List<String> arguments) {
        int name = arguments.indexOf("--name");
        if (!arguments.get(0).equals("new") || name < 0) {
            return arguments;
        }
        List<String> full = new ArrayList<>(arguments);
        String usual = new ProjectName(arguments.get(name + 1)).artifactId();
        full.addAll(List.of("--directory", folder.resolve(usual).toString()));
        return full;
    }

    @Override
    public void close() throws IOException {
        if (classes instanceof URLClassLoader loader) {
            loader.close();
        }
    }
}
