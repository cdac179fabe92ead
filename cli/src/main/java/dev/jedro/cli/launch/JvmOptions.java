package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The options of a project's Java process: Jedro's, then those under {@code jvm:} in {@code jedro.yml}, which win. */
final class JvmOptions {
    private static final int NATIVE_ACCESS_ASKED = 22;

    /**
     * The second compiler works later than Java's own choice, but still works: it took half of the CPU of a short run, and what computes in Java for seconds
     * reaches it soon enough. A Java that does not know a threshold starts without it.
     */
    private static final List<String> LATE_SECOND_COMPILER = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:Tier4InvocationThreshold=300000",
            "-XX:Tier4MinInvocationThreshold=100000",
            "-XX:Tier4CompileThreshold=600000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private JvmOptions() {}

    /** @throws JedroException if {@code jedro.yml} cannot be read, or {@code jvm} is not a list of options */
    static List<String> of(Path root) {
        List<String> options = new ArrayList<>(List.of(
                // The JVM's own warnings go to standard output unless told otherwise, and that is for the answer.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true"));
        if (Runtime.version().feature() >= NATIVE_ACCESS_ASKED) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        options.addAll(LATE_SECOND_COMPILER);
        List<String> users = users(root.resolve("jedro.yml"));
        // It keeps some 200 MiB less than Java's own choice, and big data is not on Java's heap. Java refuses two
        // collectors.
        if (users.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            options.add("-XX:+UseSerialGC");
        }
        if (!users.isEmpty()) {
            requireThatJavaTakes(users);
            options.addAll(users);
        }
        return options;
    }

    /** Starts Java for nothing else: only it knows its options, and its own refusal would look like a failed run. */
    private static void requireThatJavaTakes(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-version");
        try {
            Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (java.waitFor() != 0) {
                throw bad(
                        "Java refuses the options under 'jvm' in jedro.yml: "
                                + said.lines().findFirst().orElse("it does not say why"),
                        null,
                        null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Java was asked", e);
        }
    }

    private static List<String> users(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (!(document instanceof MappingNode map)) {
                return List.of();
            }
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("jvm")) {
                    return options(entry.getValueNode());
                }
            }
            return List.of();
        } catch (MarkedYAMLException e) {
            throw bad("jedro.yml is not YAML: " + e.getProblem(), e.getProblemMark(), e);
        } catch (IOException e) {
            throw bad("jedro.yml cannot be read: " + e.getMessage(), null, e);
        }
    }

    private static List<String> options(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank()
                    ? List.of()
                    : List.of(scalar.getValue().strip().split("\\s+"));
        }
        if (!(value instanceof SequenceNode list)) {
            throw bad("'jvm' in jedro.yml is not a list of options.", value.getStartMark(), null);
        }
        return list.getValue().stream().map(JvmOptions::option).toList();
    }

    private static String option(Node item) {
        if (item instanceof ScalarNode scalar && scalar.getValue().startsWith("-")) {
            return scalar.getValue();
        }
        throw bad("An item of 'jvm' in jedro.yml is not an option that begins with '-'.", item.getStartMark(), null);
    }

    private static JedroException bad(String what, @Nullable Mark mark, @Nullable Exception cause) {
        Place place =
                mark == null ? Place.of("jedro.yml") : Place.of("jedro.yml", mark.getLine() + 1, mark.getColumn() + 1);
        return new JedroException(
                Problem.error(CliCode.BAD_JVM_OPTIONS, what).at(place).fix("write, for instance:  jvm: [-Xmx4g]"),
                cause);
    }
}
