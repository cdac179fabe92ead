package dev.jedro.starters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.run.RunResult;
import dev.jedro.session.Jedro;
import dev.jedro.session.RunRequest;
import dev.jedro.session.Session;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A project made from a starter, built in this JVM against the class path of these tests: what Maven would do, without Maven. */
final class StarterProject implements AutoCloseable {
    static final Map<String, String> VARIABLES = Map.of(
            "project_name", "Fish & \"Chips\"",
            "artifact_id", "fish-chips",
            "package", "com.acme.fish",
            "package_path", "com/acme/fish",
            "class_name", "FishChips",
            "jedro_version", "0.1.0-SNAPSHOT");

    /** Folders of classes by starter and tools: the same ones give the same sources, and the compiler opens two hundred libraries each time. */
    private static final Map<List<String>, Path> COMPILED = new HashMap<>();

    private final Path root;
    private final Path main;
    private final Path test;
    private URLClassLoader classes;

    private StarterProject(Path root, List<String> made) throws IOException {
        this.root = root;
        Path target = root.resolve("target");
        this.main = target.resolve("main");
        this.test = target.resolve("test");
        Path known = COMPILED.get(made);
        if (known == null) {
            compile("main", List.of());
            compile("test", List.of(main));
            COMPILED.put(made, copy(target, Files.createTempDirectory(Path.of("target"), "compiled-")));
        } else {
            copy(known, target);
        }
        this.classes = classes();
    }

    /** Makes the project in a new folder beneath {@code parent}; fails with the compiler's words if it does not compile without a warning. */
    static StarterProject make(String starter, Path parent, String... tools) throws IOException {
        Path root = parent.resolve("fish-chips");
        Scaffold.render(Starters.find(starter).orElseThrow(), VARIABLES, Set.of(tools), root);
        return new StarterProject(
                root, Stream.concat(Stream.of(starter), Stream.of(tools)).toList());
    }

    Path root() {
        return root;
    }

    /** The project's classes, and those of these tests. */
    ClassLoader classLoader() {
        return classes;
    }

    /** Replaces a part of a file of configuration. */
    void fillIn(String file, String from, String to) throws IOException {
        Path path = root.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    /** Does what a reader does with an editor, and compiles. */
    void edit(String file, String from, String to) throws IOException {
        fillIn(file, from, to);
        compile("main", List.of());
        classes.close();
        classes = classes();
    }

    /**
     * Runs the project's own tests in a JVM of their own, in the folder of the project as Maven does, with all that its pom names; then, in the same, the project itself.
     *
     * @param pipelines of each run, with commas between
     * @return what was printed
     */
    String test(String... pipelines) throws IOException, InterruptedException {
        Path output = root.resolve("target/tests.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m"));
        command.addAll(List.of(
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "-Djava.awt.headless=true"));
        command.addAll(optionsOfThePom());
        command.addAll(List.of(
                "-Dspark.sql.codegen.wholeStage=false",
                "-Dspark.sql.codegen.factoryMode=NO_CODEGEN",
                "-Dspark.sql.shuffle.partitions=1"));
        command.addAll(List.of("-cp", classPath(List.of(main, test)), TestRun.class.getName()));
        command.add(test.toString());
        command.addAll(List.of(pipelines));
        Process process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        String printed = Files.readString(output);
        if (exit != 0) {
            throw new AssertionError(printed);
        }
        return printed;
    }

    /** What the project's own pom gives the JVM of its tests; Spark needs some. */
    private List<String> optionsOfThePom() throws IOException {
        Matcher options = Pattern.compile("<argLine>(.*)</argLine>").matcher(Files.readString(root.resolve("pom.xml")));
        return options.find() ? List.of(options.group(1).split(" ")) : List.of();
    }

    /** Checks the project and runs it; fails on any problem, warnings included. */
    void run(RunRequest request) {
        inSession("local", session -> run(session, request));
    }

    /** Checks the project and runs it; fails on any problem, warnings included. */
    static RunResult run(Session session, RunRequest request) {
        assertThat(session.check()).isEmpty();
        RunResult result = session.run(request).orThrow();
        assertThat(result.warnings()).isEmpty();
        return result;
    }

    /** Opens the project with an environment, does the work, and closes it. */
    <T> T inSession(String env, Function<Session, T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try (Session session = Jedro.at(root).env(env).open()) {
            return work.apply(session);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return to;
    }

    private void compile(String part, List<Path> classPath) throws IOException {
        Path sources = root.resolve("src").resolve(part).resolve("java");
        Path target = Files.createDirectories(root.resolve("target").resolve(part));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> java = Files.walk(sources)) {
            List<Path> units =
                    java.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-Xlint:all,-processing,-classfile,-path",
                    "-Werror",
                    "-proc:none",
                    "-cp",
                    classPath(classPath),
                    "-d",
                    target.toString());
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                    .call()) {
                throw new AssertionError(messages.toString());
            }
        }
    }

    private String classPath(List<Path> first) throws IOException {
        return Stream.of(
                        first.stream().map(Path::toString),
                        mlflow().stream().map(Path::toString),
                        Stream.of(System.getProperty("java.class.path")))
                .flatMap(part -> part)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private URLClassLoader classes() throws MalformedURLException {
        return new URLClassLoader(new URL[] {url(main), url(test)}, getClass().getClassLoader());
    }

    /** For projects alone that name it, and in JVMs of their own: it would track the runs of all others as well. */
    private List<Path> mlflow() throws IOException {
        return Files.readString(root.resolve("pom.xml")).contains("framework-mlflow")
                ? List.of(Path.of(System.getProperty("mlflow.classes")))
                : List.of();
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }
}
