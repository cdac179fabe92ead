package dev.jedro.starters;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a project from a starter, all of it or nothing.
 *
 * <ul>
 *   <li>A file whose name ends in {@code .peb} is a Pebble template; it is rendered, and loses the ending. Any other is copied byte for byte.
 *   <li>Path names are rendered too: {@code src/main/java/{{package_path}}/Data.java.peb}.
 *   <li>A name that starts with {@code dot-} starts with a dot in the project, since build tools drop hidden files.
 *   <li>A file that begins with {@code #!} becomes executable.
 *   <li>The files of the tools that were chosen are added; a template asks {@code {% if tools contains "mlflow" %}}.
 * </ul>
 */
public final class Scaffold {
    private final Starter starter;
    private final Set<String> tools;
    private final Template template;

    private Scaffold(Starter starter, Map<String, String> variables, Set<String> tools) {
        this.starter = starter;
        this.tools = new TreeSet<>(tools);
        Map<String, Object> known = new HashMap<>(variables);
        known.put("tools", this.tools);
        this.template = new Template(known);
    }

    /**
     * Writes the project into a temporary sibling of the target and moves it there when it is complete.
     *
     * @param variables what the templates may use, for instance {@code package}; see the starters' guide
     * @param tools those of the starter's that the project is to have; templates see them as {@code tools}
     * @param target the folder of the project; absent, or an empty folder
     * @return the files of the project, relative to the target, sorted
     * @throws JedroException if the target is taken, something cannot be written, or the starter is broken
     */
    public static List<Path> render(Starter starter, Map<String, String> variables, Set<String> tools, Path target) {
        Path folder = target.toAbsolutePath().normalize();
        try {
            requireFree(folder);
            try (DraftFolder draft = DraftFolder.beside(folder)) {
                new Scaffold(starter, variables, tools).writeAll(draft);
                List<Path> files = files(draft.path());
                draft.publish(folder);
                return files;
            }
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(StarterCode.NOT_WRITTEN, "The project cannot be written: " + e)
                            .at(Place.of(folder.toString()))
                            .fix("look at the free space and the rights of the folder, or choose another one"),
                    e);
        }
    }

    private static void requireFree(Path folder) throws IOException {
        boolean there = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        if (there && !(Files.isDirectory(folder) && isEmpty(folder))) {
            throw new JedroException(Problem.error(
                            StarterCode.TARGET_NOT_EMPTY,
                            "The folder of the new project is there already, and is not an empty folder: " + folder)
                    .at(Place.of(folder.toString()))
                    .fix("choose another folder, or move away what is there"));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private void writeAll(DraftFolder draft) throws IOException {
        URI folder = starter.folder();
        if (!"jar".equals(folder.getScheme())) {
            writeTrees(Path.of(folder), draft);
            return;
        }
        String[] jarAndFolder = folder.getRawSchemeSpecificPart().split("!/", 2);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndFolder[0])))) {
            writeTrees(jar.getPath(jarAndFolder[1]), draft);
        }
    }

    private void writeTrees(Path folder, DraftFolder draft) throws IOException {
        writeTree(folder.resolve("files"), draft);
        for (String tool : tools) {
            writeTree(folder.resolve("tools").resolve(tool), draft);
        }
    }

    private void writeTree(Path root, DraftFolder draft) throws IOException {
        Path real = root.toRealPath();
        for (Path source : walk(root)) {
            if (Files.isRegularFile(source)) {
                String name = root.relativize(source).toString().replace('\\', '/');
                if (!source.toRealPath().startsWith(real)) {
                    throw broken(name, 0, "the link leads out of the starter", null);
                }
                draft.whileOpen(() -> write(source, name, draft.path()));
            }
        }
    }

    private void write(Path source, String name, Path draft) throws IOException {
        try {
            boolean rendered = name.endsWith(".peb");
            String path = template.render(rendered ? name.substring(0, name.length() - ".peb".length()) : name);
            Path file = draft.resolve(path.replaceAll("(^|/)dot-", "$1.")).normalize();
            if (!file.startsWith(draft)) {
                throw broken(name, 0, "the name leads out of the project: " + path, null);
            }
            Files.createDirectories(file.resolveSibling(""));
            if (rendered) {
                Files.writeString(file, template.render(Files.readString(source)));
            } else {
                Files.copy(source, file);
            }
            makeScriptExecutable(file);
        } catch (PebbleException e) {
            int line = e.getLineNumber() == null ? 0 : e.getLineNumber();
            throw broken(name, line, e.getPebbleMessage(), e);
        } catch (CharacterCodingException e) {
            throw broken(name, 0, "the template is not written in UTF-8", e);
        }
    }

    private JedroException broken(String file, int line, String why, @Nullable Throwable cause) {
        return new JedroException(
                Problem.error(StarterCode.BAD_STARTER, "Starter '" + starter.name() + "' is broken: " + why)
                        .at(Place.of(file, line))
                        .fix("mend the starter, or use another one"),
                cause);
    }

    private static void makeScriptExecutable(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(2), new byte[] {'#', '!'})) {
                file.toFile().setExecutable(true);
            }
        }
    }

    private static List<Path> files(Path root) throws IOException {
        return walk(root).stream()
                .filter(Files::isRegularFile)
                .map(root::relativize)
                .toList();
    }

    /** The folder and all beneath it, sorted, so that a project does not depend on the order of a file system. */
    private static List<Path> walk(Path root) throws IOException {
        try (Stream<Path> entries = Files.walk(root)) {
            return entries.sorted().toList();
        }
    }
}
