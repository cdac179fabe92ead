package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles all Java sources and copies all resources of a plain project into a fresh folder, which then takes the place of
 * {@code target/classes}: so nothing is half written, and no class outlives its source.
 */
final class JavaCompile {
    private static final Comparator<Problem> IN_READING_ORDER = Comparator.comparing(
                    (Problem problem) -> problem.where().get(0).source())
            .thenComparing(problem -> problem.where().get(0).line());
    private final Path root;
    private final Path classes;
    private final String release;
    private final List<Path> jars;

    JavaCompile(Path root, Path classes, String release, List<Path> jars) {
        this.root = root;
        this.classes = classes;
        this.release = release;
        this.jars = jars;
    }

    /** @throws JedroException with every error of the compiler */
    void run() throws IOException {
        Path fresh = classes.resolveSibling("jedro").resolve("classes-new");
        delete(fresh);
        Files.createDirectories(fresh);
        try {
            copyResources(fresh);
            compile(fresh);
            swap(fresh);
        } finally {
            delete(fresh);
        }
    }

    private void compile(Path fresh) throws IOException {
        List<Path> sources = files(root.resolve("src/main/java")).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
        if (sources.isEmpty()) {
            return;
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler javac = compiler();
        try (StandardJavaFileManager manager =
                javac.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8)) {
            boolean done = javac.getTask(
                            Writer.nullWriter(),
                            manager,
                            diagnostics,
                            options(fresh),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new JedroException(diagnostics.getDiagnostics().stream()
                        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                        .map(this::problem)
                        .distinct()
                        .sorted(IN_READING_ORDER)
                        .toList());
            }
        } catch (IllegalArgumentException e) {
            throw new JedroException(
                    Problem.error(
                                    CliCode.BAD_POM,
                                    "The compiler refuses the release '" + release + "': " + e.getMessage())
                            .at(Place.of("pom.xml"))
                            .fix("set <maven.compiler.release> to 17, or to what your JDK has"),
                    e);
        }
    }

    private static JavaCompiler compiler() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new JedroException(Problem.error(
                            CliCode.NO_COMPILER, "The Java in use has no compiler: it is a JRE, and Jedro needs a JDK.")
                    .at(Place.of(System.getProperty("java.home")))
                    .fix("install a JDK 17 or newer and set JAVA_HOME to it"));
        }
        return javac;
    }

    private List<String> options(Path fresh) {
        String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        // The compiler stops listing at 100 errors unless told otherwise.
        return List.of(
                "-d",
                fresh.toString(),
                "-cp",
                path,
                "--release",
                release,
                "-parameters",
                "-g",
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-Xmaxerrs",
                "100000",
                "-encoding",
                "UTF-8");
    }

    private Problem problem(Diagnostic<? extends JavaFileObject> error) {
        Problem problem = CompilerError.problem(error.getMessage(Locale.ENGLISH));
        if (error.getSource() == null) {
            return problem.at(Place.of("src/main/java"));
        }
        return problem.at(Place.of(
                root.relativize(Path.of(error.getSource().toUri())).toString().replace('\\', '/'),
                (int) Math.max(0, error.getLineNumber()),
                (int) Math.max(0, error.getColumnNumber())));
    }

    private void copyResources(Path fresh) throws IOException {
        Path resources = root.resolve("src/main/resources");
        for (Path file : files(resources)) {
            Path to = fresh.resolve(resources.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }

    private void swap(Path fresh) throws IOException {
        Path old = fresh.resolveSibling("classes-old");
        delete(old);
        if (Files.exists(classes)) {
            Files.move(classes, old);
        }
        Files.move(fresh, classes);
        delete(old);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
