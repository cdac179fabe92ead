package dev.jedro.cli.launch;

import dev.jedro.problem.JedroException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes {@code target/classes} when a source, a resource or a library changed: by the compiler in this process, or by Maven. */
final class Build {
    private final Path root;
    private final Path classes;
    private final Path stamp;
    private final Pom pom;
    private final Optional<Reactor> reactor;
    private final ClassPath classPath;
    private final Maven maven;

    Build(Path root, Path state, Pom pom, Optional<Reactor> reactor, ClassPath classPath, Maven maven) {
        this.root = root;
        this.classes = root.resolve("target/classes");
        this.stamp = state.resolve("built.txt");
        this.pom = pom;
        this.reactor = reactor;
        this.classPath = classPath;
        this.maven = maven;
    }

    /** @throws JedroException with every error of the compiler; then {@code target/classes} is as it was */
    void run() throws IOException {
        if (maven.hasCompiled()) {
            // With what was there while Maven worked, which may be older than what is there now.
            Files.deleteIfExists(stamp);
            return;
        }
        String now = fingerprint();
        if (Files.isDirectory(classes)
                && Files.exists(stamp)
                && Files.readString(stamp).strip().equals(now)) {
            return;
        }
        Files.deleteIfExists(stamp);
        Optional<String> why = classPath.needsMaven().or(this::otherLanguage);
        if (why.isPresent()) {
            compileWithMaven(why.get());
        } else {
            new JavaCompile(root, classes, pom.release(), classPath.jars()).run();
        }
        NewFile.write(stamp, List.of(now));
    }

    private void compileWithMaven(String why) throws IOException {
        Optional<Maven.Failure> failure = maven.run("Compiling with Maven (" + why + ")", Maven.COMPILE);
        if (failure.isPresent()) {
            MavenErrors.throwIfAny(failure.get().output(), root, reactor);
            throw new JedroException(maven.problem(failure.get(), "Maven could not compile the project."));
        }
    }

    private Optional<String> otherLanguage() {
        if (Files.exists(root.resolve("src/main/java/module-info.java"))) {
            return Optional.of("it is a Java module");
        }
        return Stream.of("kotlin", "scala", "groovy")
                .filter(language -> Files.isDirectory(root.resolve("src/main").resolve(language)))
                .findFirst()
                .map(language -> "it has " + language + " sources");
    }

    /** Names, times and sizes of all that goes into the classes; the libraries too, since snapshots change in place. */
    private String fingerprint() throws IOException {
        Digest digest = new Digest().add(classPath.key());
        addSources(digest, root);
        if (reactor.isPresent()) {
            for (Path module : reactor.get().needed(classPath.jars())) {
                addSources(digest, module);
            }
        }
        for (Path jar : classPath.libraries()) {
            add(digest, jar, jar);
        }
        return digest.hex();
    }

    private void addSources(Digest digest, Path module) throws IOException {
        Path sources = module.resolve("src/main");
        if (Files.isDirectory(sources)) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    add(digest, root.relativize(file), file);
                }
            }
        }
    }

    private static void add(Digest digest, Path name, Path file) throws IOException {
        digest.add(name.toString())
                .add(Files.getLastModifiedTime(file).toMillis())
                .add(Files.size(file));
    }
}
