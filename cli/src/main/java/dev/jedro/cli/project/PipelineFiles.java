package dev.jedro.cli.project;

import dev.jedro.catalog.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one pipeline: a package with its functions and its wiring, its parameters, its test, and a line in the project class.
 *
 * @param root the project's folder
 * @param projectClass the full name of the class that registers pipelines
 * @param name in snake case, also the last part of the package
 */
record PipelineFiles(Path root, String projectClass, String name) {
    private static final Pattern CONFIGURE =
            Pattern.compile("void configure\\(\\s*(?:final )?ProjectBuilder (\\w+)\\s*\\) *\\{[^\\n]*\\n");

    /** In the project class, with its package and imports as they were. */
    private String registration(String builder) {
        return "        " + builder + ".pipeline(\"" + name + "\", new " + qualifiedClass() + "());\n";
    }

    private String base() {
        int dot = projectClass.lastIndexOf('.');
        return dot < 0 ? "" : projectClass.substring(0, dot + 1);
    }

    private String className() {
        return Arrays.stream(name.split("_"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    private String qualifiedClass() {
        return base() + name + "." + className() + "Pipeline";
    }

    private String sources(String kind) {
        return "src/" + kind + "/java/" + base().replace('.', '/');
    }

    /** The project class; absent where it is not written in Java or stands elsewhere. */
    private Optional<Path> projectSource() {
        Path file = root.resolve("src/main/java/" + projectClass.replace('.', '/') + ".java");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** What a new pipeline consists of, by path below the root. */
    Map<String, String> contents() {
        String type = className();
        String packageLine = "package " + base() + name + ";\n\n";
        Map<String, String> files = new LinkedHashMap<>();
        files.put(sources("main") + name + "/" + type + ".java", packageLine + """
                /** The functions of the nodes: plain Java, without Jedro. */
                final class %1$s {
                    private %1$s() {}
                }
                """.formatted(type));
        files.put(sources("main") + name + "/" + type + "Pipeline.java", packageLine + """
                import dev.jedro.pipeline.Pipeline;
                import dev.jedro.pipeline.PipelineDefinition;

                /** What the functions read and write. */
                public final class %1$sPipeline implements PipelineDefinition {

                    @Override
                    public Pipeline pipeline() {
                        return Pipeline.of(); // node(%1$s::clean).from(ORDERS).to(CLEAN_ORDERS)
                    }
                }
                """.formatted(type));
        files.put(sources("test") + name + "/" + type + "PipelineTest.java", packageLine + """
                import static org.assertj.core.api.Assertions.assertThat;

                import org.junit.jupiter.api.Test;

                class %1$sPipelineTest {

                    @Test
                    void isWired() {
                        assertThat(new %1$sPipeline().pipeline().nodes()).isEmpty(); // until it has nodes
                    }
                }
                """.formatted(type));
        files.put("conf/base/parameters_" + name + ".yml", "# Parameters of the pipeline '" + name + "'.\n");
        return files;
    }

    /** Those of the paths that exist; of the package's folders everything in them. */
    List<String> existing() throws IOException {
        List<String> found = new ArrayList<>();
        for (String kind : List.of("main", "test")) {
            Path folder = root.resolve(sources(kind) + name);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        for (String ending : List.of(".yml", ".yaml", ".json")) {
            String parameters = "conf/base/parameters_" + name + ending;
            if (Files.exists(root.resolve(parameters))) {
                found.add(parameters);
            }
        }
        return found;
    }

    /**
     * Writes all of them, or none.
     *
     * @return whether the project class registers the pipeline now; if not, somebody has to write the line
     */
    boolean create() throws IOException {
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : contents().entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                written.add(path);
            }
            return register();
        } catch (IOException e) {
            for (Path path : written) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
    }

    private boolean register() throws IOException {
        Optional<Path> source = projectSource();
        if (source.isEmpty()) {
            return false;
        }
        String text = Files.readString(source.get());
        Matcher configure = CONFIGURE.matcher(text);
        if (!configure.find()) {
            return false;
        }
        replace(
                source.get(),
                text.substring(0, configure.end())
                        + registration(configure.group(1))
                        + text.substring(configure.end()));
        return true;
    }

    /** The line that registers the pipeline. */
    String line() {
        return registration("project").strip();
    }

    /** Removes what {@link #existing} names, folders that are empty then, and the line that {@link #create} wrote. */
    void delete() throws IOException {
        Optional<Path> source = projectSource();
        if (source.isPresent()) {
            String text = Files.readString(source.get());
            String without = text.replaceAll(
                    "(?m)^\\s*\\w+\\.pipeline\\(\"" + name + "\", new [\\w.]*" + className() + "Pipeline\\(\\)\\);\\R",
                    "");
            if (!without.equals(text)) {
                replace(source.get(), without);
            }
        }
        for (String file : existing()) {
            Files.delete(root.resolve(file));
        }
        for (String kind : List.of("main", "test")) {
            deleteEmpty(root.resolve(sources(kind) + name));
        }
    }

    private static void deleteEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> folders = Files.walk(folder)) {
                for (Path each : folders.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void replace(Path file, String text) throws IOException {
        try (AtomicFile whole = AtomicFile.replacing(file)) {
            Files.write(whole.temporary(), text.getBytes(StandardCharsets.UTF_8));
            whole.commit();
        }
    }
}
