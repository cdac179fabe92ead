package dev.jedro.cli.launch;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * A project on disk whose Maven wrapper is a small script: it notes how it was called and answers with one library, which has a
 * {@code ProjectMain} that prints what it was started with.
 */
final class TinyProject {
    static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>t</groupId><artifactId>t</artifactId><version>1</version>
              <properties><maven.compiler.release>17</maven.compiler.release></properties>
            </project>
            """;

    private static final String PROJECT_MAIN = """
            package dev.jedro.cli;
            public final class ProjectMain {
                public static void main(String[] args) throws Exception {
                    System.out.println("root=" + System.getProperty("jedro.root"));
                    System.out.println("greeting=" + System.getProperty("greeting"));
                    System.out.println("args=" + String.join("|", args));
                    System.out.println(Class.forName("p.Hello").getMethod("hello").invoke(null));
                    System.exit(7);
                }
            }
            """;

    final Path root;
    final Path library;
    final List<String> progress = new ArrayList<>();

    TinyProject(Path root) throws IOException {
        this.root = Files.createDirectories(root);
        this.library = library(root.resolveSibling("libräry \"1\""));
        write("jedro.yml", "name: tiny\n");
        write("pom.xml", POM);
        write("src/main/java/p/Hello.java", hello("hello"));
        maven("printf '%s' '" + library + "'  >\"$output\"");
    }

    static String hello(String word) {
        return "package p;\npublic class Hello {\n    public static String hello() {\n        return \"" + word
                + "\";\n    }\n}\n";
    }

    private static Path library(Path folder) throws IOException {
        Path source = folder.resolve("dev/jedro/cli/ProjectMain.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, PROJECT_MAIN);
        int code =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString());
        if (code != 0) {
            throw new IllegalStateException("the library does not compile");
        }
        return folder;
    }

    /** Sets what the wrapper does after it noted its call; {@code $output} is where the class path is wanted. */
    void maven(String script) throws IOException {
        Path wrapper = write("mvnw", """
                #!/bin/sh
                printf '%%s\\n' "$*" >>'%s'
                output=/dev/null
                for word in "$@"; do case $word in -Dmdep.outputFile=*) output=${word#*=} ;; esac; done
                %s
                """.formatted(root.resolve("calls.txt"), script));
        if (!wrapper.toFile().setExecutable(true)) {
            throw new IOException("cannot make the wrapper executable");
        }
    }

    /** How Maven was called, so far. */
    List<String> mavenCalls() throws IOException {
        Path calls = root.resolve("calls.txt");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path prepare() {
        return new Preparation(root, progress::add).run();
    }

    /** The problems that preparing reports; fails if there are none. */
    List<Problem> problems() {
        try {
            prepare();
        } catch (JedroException e) {
            return e.problems();
        }
        throw new AssertionError("prepared without a problem");
    }

    /** Starts the project as the script does. */
    Started start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("target/jedro/launch.args")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + output);
        }
        return new Started(process.exitValue(), output.lines().toList());
    }

    record Started(int code, List<String> lines) {}
}
