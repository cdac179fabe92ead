package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.cli.Version;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The libraries of a project, as Maven chose them.
 *
 * @param key changes with whatever could change Maven's choice
 * @param jars absolute paths, in Maven's order; of other modules of the same build the folders of their classes
 * @param needsMaven why only Maven can compile the project; empty if the fast build can
 */
record ClassPath(String key, List<Path> jars, Optional<String> needsMaven) {
    /** Pinned, so that Maven need not look for the newest one. */
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    private static final String PROCESSORS = "META-INF/services/javax.annotation.processing.Processor";
    /** Processors that only write an index for their own library: a project compiled without them runs the same. */
    private static final List<String> HARMLESS_PROCESSORS = List.of("log4j-core", "jmh-generator");

    private static final Pattern COMMAND_LINE = Pattern.compile(".*/dev/jedro/cli/([^/]+)/cli-[^/]+\\.jar");

    /** What is packed, and does not change while the project is worked on. */
    List<Path> libraries() {
        return jars.stream().filter(Files::isRegularFile).toList();
    }

    /** The classes of other modules of the same build. */
    List<Path> folders() {
        return jars.stream().filter(Files::isDirectory).toList();
    }

    /** Whether Spark's engine or its remote client is among the libraries. */
    boolean hasSpark() {
        return jars.stream()
                .map(jar -> String.valueOf(jar.getFileName()))
                .anyMatch(name -> name.startsWith("spark-sql-api_") || name.startsWith("spark-connect-client-jvm_"));
    }

    /** The version of Jedro's command line that the pom names; empty where the jar does not lie in a Maven repository. */
    Optional<String> jedroVersion() {
        return jars.stream()
                .map(jar -> COMMAND_LINE.matcher(jar.toString().replace('\\', '/')))
                .filter(Matcher::matches)
                .map(jar -> jar.group(1))
                .findFirst();
    }

    /** The kept answer if it still holds, else Maven's. */
    static ClassPath of(Path root, Path state, Pom pom, Optional<Reactor> reactor, Maven maven) throws IOException {
        String key = key(root, reactor);
        Path kept = state.resolve("cp-" + key + ".txt");
        if (Files.isRegularFile(kept)) {
            ClassPath classPath = parse(key, Files.readAllLines(kept));
            if (classPath.jars.stream().allMatch(Files::exists)) {
                return classPath;
            }
        }
        List<Path> jars = ask(root, state, reactor, maven);
        requireCommandLine(jars);
        Optional<String> needsMaven = reactor.map(build -> build.needed(jars))
                .filter(modules -> !modules.isEmpty())
                .map(modules -> "it needs "
                        + modules.stream()
                                .map(module -> root.relativize(module).toString())
                                .collect(Collectors.joining(", ")))
                .or(pom::needsMaven)
                .or(() -> processor(jars));
        ClassPath classPath = new ClassPath(key, jars, needsMaven);
        forgetOthers(state);
        NewFile.write(kept, classPath.lines());
        return classPath;
    }

    /** Answers for Maven, so that it is not asked. */
    static void keep(Path root, Path state, List<Path> jars) throws IOException {
        String key = key(root, Reactor.of(root));
        NewFile.write(state.resolve("cp-" + key + ".txt"), new ClassPath(key, jars, Optional.empty()).lines());
    }

    private static String key(Path root, Optional<Reactor> reactor) throws IOException {
        Digest digest = new Digest()
                .add(Version.current())
                .add(System.getProperty("java.home"))
                .add(System.getProperty("java.version"))
                .add(Maven.repository(System.getenv()));
        // Parents stand above by Maven's default; an unrelated pom there only makes the key more careful.
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            Path pom = folder.resolve("pom.xml");
            if (!Files.isRegularFile(pom)) {
                break;
            }
            digest.add(Files.readAllBytes(pom));
        }
        for (Path pom : reactor.map(Reactor::poms).orElse(List.of())) {
            digest.add(Files.readAllBytes(pom));
        }
        addSettings(digest, root);
        if (reactor.isPresent()) {
            addSettings(digest, reactor.get().root());
        }
        return digest.hex().substring(0, 16);
    }

    private static void addSettings(Digest digest, Path folder) throws IOException {
        Path settings = folder.resolve(".mvn");
        if (Files.isDirectory(settings)) {
            try (Stream<Path> files = Files.walk(settings)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    digest.add(Files.readAllBytes(file));
                }
            }
        }
    }

    private static List<Path> ask(Path root, Path state, Optional<Reactor> reactor, Maven maven) throws IOException {
        Path answer = state.resolve("maven-classpath.txt");
        Files.deleteIfExists(answer);
        List<String> goals =
                new ArrayList<>(List.of(GOAL, "-Dmdep.outputFile=" + answer, "-Dmdep.includeScope=runtime"));
        // Only of compiled modules does Maven know where their classes are. The project is the last one that writes its
        // answer.
        reactor.ifPresent(build -> goals.add(0, Maven.COMPILE));
        String what = reactor.isPresent()
                ? "Compiling with Maven what the project needs of its build, and asking for the class path"
                : "Asking Maven for the class path";
        Optional<Maven.Failure> failure = maven.run(what, goals.toArray(String[]::new));
        if (failure.isPresent()) {
            MavenErrors.throwIfAny(failure.get().output(), root, reactor);
        }
        if (failure.isPresent() || !Files.exists(answer)) {
            throw new JedroException(maven.problem(
                    failure.orElse(new Maven.Failure("")), "Maven could not find the project's libraries."));
        }
        String line = Maven.written(answer).strip();
        Files.delete(answer);
        return Stream.of(line.split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(root::resolve)
                // A module without sources has no classes.
                .filter(Files::exists)
                .toList();
    }

    private static void requireCommandLine(List<Path> jars) {
        if (jars.stream().noneMatch(jar -> has(jar, "dev/jedro/cli/ProjectMain.class"))) {
            throw new JedroException(Problem.error(
                            CliCode.FRAMEWORK_MISSING, "The project does not depend on Jedro's command line.")
                    .at(Place.of("pom.xml"))
                    .fix("add the dependency dev.jedro:cli:" + Version.current() + " with <scope>runtime</scope>"));
        }
    }

    private static Optional<String> processor(List<Path> jars) {
        return jars.stream()
                .filter(jar -> HARMLESS_PROCESSORS.stream()
                        .noneMatch(name -> jar.getFileName().toString().startsWith(name)))
                .filter(jar -> has(jar, PROCESSORS))
                .findFirst()
                .map(jar -> jar.getFileName() + " brings an annotation processor");
    }

    private static boolean has(Path jarOrFolder, String entry) {
        if (Files.isDirectory(jarOrFolder)) {
            return Files.exists(jarOrFolder.resolve(entry));
        }
        try (ZipFile zip = new ZipFile(jarOrFolder.toFile())) {
            return zip.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void forgetOthers(Path state) throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.getFileName().toString().matches("cp-\\p{XDigit}{16}\\.txt"))::iterator) {
                Files.delete(file);
            }
        }
    }

    private static ClassPath parse(String key, List<String> lines) {
        String build = lines.get(0);
        return new ClassPath(
                key,
                lines.stream().skip(1).map(Path::of).toList(),
                build.equals("fast") ? Optional.empty() : Optional.of(build));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(needsMaven.orElse("fast"));
        jars.forEach(jar -> lines.add(jar.toString()));
        return lines;
    }
}
