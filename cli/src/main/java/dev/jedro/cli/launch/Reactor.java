package dev.jedro.cli.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Maven build that a project is a module of.
 *
 * @param root the folder of the topmost pom that names the project among its modules, itself or through another module
 * @param project the project's folder
 * @param modules the folders of all modules, the project's among them
 */
record Reactor(Path root, Path project, List<Path> modules) {
    private static final String POM = "pom.xml";

    Reactor {
        modules = List.copyOf(modules);
    }

    /** Empty if no pom above names the project. Poms that cannot be read name nobody here; Maven will say what is wrong with them if it needs them. */
    static Optional<Reactor> of(Path project) {
        Optional<Reactor> found = Optional.empty();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path folder = above(project); folder != null && seen.add(folder); folder = above(folder)) {
            Set<Path> modules = new LinkedHashSet<>();
            addModules(folder, modules);
            if (modules.contains(project)) {
                found = Optional.of(new Reactor(folder, project, List.copyOf(modules)));
            }
        }
        return found;
    }

    /** Where Maven looks for a parent; null if there is no pom. */
    private static @Nullable Path above(Path folder) {
        Path file = Pom.readIfReadable(folder.resolve(POM))
                .flatMap(Pom::parentPath)
                .map(folder::resolve)
                .orElse(folder.resolve("..").resolve(POM))
                .normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve(POM);
        }
        return Files.isRegularFile(file) ? file.getParent() : null;
    }

    private static void addModules(Path folder, Set<Path> modules) {
        for (String name :
                Pom.readIfReadable(folder.resolve(POM)).map(Pom::modules).orElse(List.of())) {
            Path module = folder.resolve(name).normalize();
            if (Files.isRegularFile(module)) {
                module = module.resolveSibling("");
            }
            if (Files.isRegularFile(module.resolve(POM)) && modules.add(module)) {
                addModules(module, modules);
            }
        }
    }

    /** The poms that could change what Maven chooses. */
    List<Path> poms() {
        return Stream.concat(Stream.of(root), modules.stream())
                .map(folder -> folder.resolve(POM))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }

    /** The other modules whose classes are on a class path, in its order. */
    List<Path> needed(List<Path> classPath) {
        return classPath.stream()
                .flatMap(part ->
                        modules.stream()
                                .filter(part::startsWith)
                                .max(Comparator.comparing(Path::getNameCount))
                                .stream())
                .filter(module -> !module.equals(project))
                .distinct()
                .toList();
    }

    /** What makes Maven work on the project and on the modules that it needs. */
    List<String> selection() {
        String path = root.relativize(project).toString().replace('\\', '/');
        return List.of("-f", root.resolve(POM).toString(), "-pl", path, "-am");
    }
}
