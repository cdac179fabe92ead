package dev.jedro.cli.launch;

import dev.jedro.cli.CliCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * What {@code jedro.yml} says of the project's Java process.
 *
 * @param options those under {@code jvm:}
 * @param archive false where {@code class_archive: false} is written
 */
record ProjectJvm(List<String> options, boolean archive) {

    private static final String LIKE_THIS = "write, for instance:  jvm: [-Xmx4g]";

    /** @throws JedroException if {@code jedro.yml} cannot be read, {@code jvm} is not a list of options, or {@code class_archive} neither true nor false */
    static ProjectJvm of(Path root) {
        try (Reader reader = Files.newBufferedReader(root.resolve("jedro.yml"))) {
            Node document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            if (!(document instanceof MappingNode map)) {
                return new ProjectJvm(List.of(), true);
            }
            List<String> options = List.of();
            boolean archive = true;
            for (NodeTuple entry : map.getValue()) {
                String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (key.equals("jvm")) {
                    options = options(entry.getValueNode());
                } else if (key.equals("class_archive")) {
                    archive = truth(entry.getValueNode());
                }
            }
            return new ProjectJvm(options, archive);
        } catch (MarkedYAMLException e) {
            throw bad(
                    "jedro.yml is not YAML: " + e.getProblem(),
                    e.getProblemMark(),
                    "mend that line, or close what is left open before it",
                    e);
        } catch (IOException e) {
            throw bad(
                    "jedro.yml cannot be read: " + e.getMessage(),
                    null,
                    "look at the rights and the encoding of the file",
                    e);
        }
    }

    private static List<String> options(Node value) {
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank()
                    ? List.of()
                    : List.of(scalar.getValue().strip().split("\\s+"));
        }
        if (!(value instanceof SequenceNode list)) {
            throw bad("'jvm' in jedro.yml is not a list of options.", value.getStartMark(), LIKE_THIS, null);
        }
        return list.getValue().stream().map(ProjectJvm::option).toList();
    }

    private static String option(Node item) {
        if (item instanceof ScalarNode scalar && scalar.getValue().startsWith("-")) {
            return scalar.getValue();
        }
        throw bad(
                "An item of 'jvm' in jedro.yml is not an option that begins with '-'.",
                item.getStartMark(),
                LIKE_THIS,
                null);
    }

    private static boolean truth(Node value) {
        String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!text.equals("true") && !text.equals("false")) {
            throw bad(
                    "'class_archive' in jedro.yml is neither true nor false.",
                    value.getStartMark(),
                    "write:  class_archive: false",
                    null);
        }
        return text.equals("true");
    }

    /** @param said by Java */
    static JedroException refused(String said) {
        return bad("Java refuses the options under 'jvm' in jedro.yml: " + said, null, LIKE_THIS, null);
    }

    private static JedroException bad(String what, @Nullable Mark mark, String fix, @Nullable Exception cause) {
        Place place =
                mark == null ? Place.of("jedro.yml") : Place.of("jedro.yml", mark.getLine() + 1, mark.getColumn() + 1);
        return new JedroException(
                Problem.error(CliCode.BAD_JVM_OPTIONS, what).at(place).fix(fix), cause);
    }
}
