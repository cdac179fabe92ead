package dev.jedro.cli.project;

import dev.jedro.inspect.PipelineSnapshot;
import dev.jedro.inspect.ProjectSnapshot;
import dev.jedro.problem.JedroException;
import dev.jedro.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the project's names where a shell's completion reads them, without starting Java: a kind and a name a line. */
final class NamesFile {
    static final String NAME = ".jedro/names.txt";
    private final Path file;
    private final Path root;

    NamesFile(Path root) {
        this.root = root;
        this.file = root.resolve(NAME);
    }

    /** Writes the names anew if the project has changed since they were written. What goes wrong is not worth a word: completion then offers older names. */
    void refresh(Session session) {
        try {
            if (isOld()) {
                Files.createDirectories(file.getParent());
                Path draft = Files.createTempFile(file.getParent(), "names", ".tmp");
                Files.write(draft, lines(session.snapshot(), environments(session)));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | JedroException e) {
            // As said.
        }
    }

    private boolean isOld() throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        FileTime written = Files.getLastModifiedTime(file);
        for (String source : List.of("target/jedro/launch.args", "jedro.yml", "conf")) {
            if (hasNewer(root.resolve(source), written)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasNewer(Path fileOrFolder, FileTime written) throws IOException {
        if (!Files.exists(fileOrFolder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            for (Path one : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(one).compareTo(written) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> environments(Session session) throws IOException {
        Path conf = root.resolve(session.project().conf());
        if (!Files.isDirectory(conf)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(conf)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> lines(ProjectSnapshot project, List<String> environments) {
        List<String> lines = new ArrayList<>();
        environments.forEach(name -> lines.add("env " + name));
        for (PipelineSnapshot pipeline : project.pipelines()) {
            lines.add("pipeline " + pipeline.name());
            pipeline.nodes().forEach(node -> {
                lines.add("node " + node.name());
                node.tags().forEach(tag -> lines.add("tag " + tag));
                if (!node.namespace().isEmpty()) {
                    lines.add("namespace " + node.namespace());
                }
            });
        }
        project.datasets().keySet().forEach(name -> lines.add("dataset " + name));
        return lines.stream().distinct().filter(line -> line.indexOf('\n') < 0).toList();
    }
}
