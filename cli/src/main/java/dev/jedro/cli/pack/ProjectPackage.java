package dev.jedro.cli.pack;

import dev.jedro.cli.PackagedMain;
import dev.jedro.cli.pack.JarFileWriter.Content;
import dev.jedro.session.PackagedProject;
import dev.jedro.session.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A compiled project as something that {@code java -jar} runs.
 *
 * @param classes the project's own
 * @param libraries jars, or folders of classes, in the order of the class path
 * @param projectFile its jedro.yml
 * @param conf the folder of its configuration, perhaps not there; what stands in {@code local} or is hidden stays out
 */
public record ProjectPackage(Path classes, List<Path> libraries, Path projectFile, Path conf) {
    private static final String LOCAL = "local";
    private static final String LIB = "lib";
    private static final String OPENED = "java.base/java.nio java.base/sun.util.calendar";

    public ProjectPackage {
        libraries = List.copyOf(libraries);
    }

    /**
     * Writes one jar with everything in it.
     *
     * @return its size, in bytes
     */
    public long writeWhole(Path jar) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().resolveSibling(""));
        Manifest manifest = manifest();
        JarFileWriter writer = new JarFileWriter(manifest);
        addProject(writer);
        try (MergedLibraries all = new MergedLibraries(writer)) {
            all.add(classes);
            for (Path library : libraries) {
                all.add(library);
            }
            if (all.finish()) {
                manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
            }
            return writer.write(jar);
        }
    }

    /**
     * Writes a jar of the project alone, and its libraries into {@code lib} beside it. All is written elsewhere first; then the libraries go to their place, and the jar last.
     *
     * @return the size of all, in bytes
     */
    public long writeThin(Path jar) throws IOException {
        Files.createDirectories(jar.toAbsolutePath().resolveSibling(""));
        try (Draft draft = Draft.of(jar)) {
            Path lib = Files.createDirectories(draft.path().resolve(LIB));
            Manifest manifest = manifest();
            long size = 0;
            List<String> names = new ArrayList<>();
            Map<String, Integer> taken = new HashMap<>();
            for (Path library : libraries) {
                String own =
                        Files.isDirectory(library) ? module(library) + ".jar" : String.valueOf(library.getFileName());
                int before = taken.merge(own, 1, Integer::sum) - 1;
                String name = before == 0 ? own : before + "-" + own;
                names.add(LIB + "/" + name.replace(" ", "%20"));
                size += copy(library, lib.resolve(name));
            }
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
            JarFileWriter writer = new JarFileWriter(manifest);
            addProject(writer);
            Path own = draft.path().resolve(jar.getFileName());
            try (MergedLibraries merged = new MergedLibraries(writer)) {
                merged.add(classes);
                merged.finish();
                size += writer.write(own);
            }
            publish(lib, jar.resolveSibling(LIB));
            Files.move(own, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return size;
        }
    }

    private static long copy(Path library, Path to) throws IOException {
        if (!Files.isDirectory(library)) {
            Files.copy(library, to);
            return Files.size(to);
        }
        JarFileWriter writer = new JarFileWriter(new Manifest());
        try (MergedLibraries folder = new MergedLibraries(writer)) {
            folder.add(library);
            folder.finish();
            return writer.write(to);
        }
    }

    private static void publish(Path lib, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.move(lib, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.toList()) {
                Files.move(
                        file,
                        target.resolve(file.getFileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A name for the jar of a folder of classes: that of the module in whose target it lies. */
    private static String module(Path classes) {
        Path target = classes.getParent();
        Path module = target == null ? null : target.getParent();
        return module == null || module.getFileName() == null
                ? "classes"
                : module.getFileName().toString();
    }

    /** The files of credentials that go into the package: whoever has it can read them. */
    public List<Path> credentials() throws IOException {
        return confFiles().stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith("credentials"))
                .toList();
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, PackagedMain.class.getName());
        // What engines ask of Java; the launcher gives the same on the command line.
        main.putValue("Add-Opens", OPENED);
        main.putValue("Enable-Native-Access", "ALL-UNNAMED");
        return manifest;
    }

    private void addProject(JarFileWriter writer) throws IOException {
        byte[] file = Files.readAllBytes(projectFile);
        writer.add(PackagedProject.FOLDER + ProjectFile.NAME, Content.of(file));
        String folder = PackagedProject.FOLDER + PackagedProject.CONF + "/";
        writer.add(folder, Content.of(new byte[0]));
        for (Path source : confFiles()) {
            String name = conf.relativize(source).toString().replace('\\', '/');
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                writer.add(folder + name.substring(0, slash + 1), Content.of(new byte[0]));
            }
            writer.add(folder + name, () -> Files.newInputStream(source));
        }
    }

    private List<Path> confFiles() throws IOException {
        if (!Files.isDirectory(conf)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(conf)) {
            return files.filter(Files::isRegularFile)
                    .filter(this::isPacked)
                    .sorted()
                    .toList();
        }
    }

    private boolean isPacked(Path file) {
        Path name = conf.relativize(file);
        return !name.startsWith(LOCAL)
                && Stream.iterate(name, part -> part != null, Path::getParent)
                        .noneMatch(part -> String.valueOf(part.getFileName()).startsWith("."));
    }
}
