package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.Optional;

/** Reads one configuration file into a tree. */
final class ConfigReader {
    private ConfigReader() {}

    /**
     * @param file as shown to the user; its ending decides between YAML and JSON
     * @param secret whether every scalar of it is a secret
     * @return an empty map for an empty file; empty if a problem was reported
     */
    static Optional<ConfigMap> read(String file, byte[] bytes, boolean secret, Problems problems) {
        Optional<String> text = FileText.decode(file, bytes, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConfigValue> root = file.endsWith(".json")
                ? JsonReader.read(file, text.get(), secret, problems)
                : YamlReader.read(file, text.get(), secret, problems);
        if (root.isEmpty() || root.get() instanceof ConfigMap) {
            return root.map(ConfigMap.class::cast);
        }
        if (root.get() instanceof ConfigScalar scalar && scalar.value() == null) {
            return Optional.of(ConfigMap.empty(Place.of(file, 1, 1)));
        }
        problems.add(Problem.error(
                        ConfigCode.NOT_A_MAP,
                        "The file must hold 'key: value' lines, but holds "
                                + (root.get() instanceof ConfigList ? "a list" : "a single value"))
                .at(root.get().place())
                .fix("write a key before it, such as 'name: …'"));
        return Optional.empty();
    }
}
