package dev.jedro.cli.project;

import dev.jedro.cli.CliCode;
import dev.jedro.config.ConfigFile;
import dev.jedro.config.ConfigList;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The options of {@code jedro run} from a YAML file: {@code run:} and beneath it the options' names, with {@code _} or {@code -} between words.
 *
 * @param arguments the options as on a command line
 * @param params parameters that were given as a map; empty if there were none
 */
record RunFile(List<String> arguments, ConfigMap params) {
    private static final List<String> TEXTS = List.of(
            "pipelines",
            "pipeline",
            "nodes",
            "from-nodes",
            "to-nodes",
            "from-inputs",
            "to-outputs",
            "tags",
            "namespaces",
            "load-versions",
            "runner",
            "workers",
            "env",
            "conf-source",
            "params",
            "set");

    private static final List<String> FLAGS = List.of("only-missing-outputs", "keep-going");

    RunFile {
        arguments = List.copyOf(arguments);
    }

    /**
     * @param shownAs how messages name the file
     * @throws dev.jedro.problem.JedroException with all that is wrong in the file
     */
    static RunFile read(Path file, String shownAs) {
        Problems problems = new Problems();
        ConfigMap map = ConfigFile.read(file, shownAs, problems).orElse(ConfigMap.empty(Place.of(shownAs)));
        problems.throwIfErrors();
        ConfigValue run = map.get("run").orElse(null);
        if (!(run instanceof ConfigMap options) || map.size() != 1) {
            problems.add(Problem.error(
                            CliCode.BAD_OPTIONS_FILE,
                            "The file of options does not have just the key 'run' with options beneath.")
                    .at(run == null ? Place.of(shownAs, 1) : map.place())
                    .fix("write, for instance:\nrun:\n  pipelines: data_science\n  tags: [fast, daily]"));
            problems.throwIfErrors();
            throw new IllegalStateException("an error was not thrown");
        }
        RunFile read = options(options, problems);
        problems.throwIfErrors();
        return read;
    }

    private static RunFile options(ConfigMap options, Problems problems) {
        List<String> arguments = new ArrayList<>();
        ConfigMap params = ConfigMap.empty(options.place());
        for (String key : options.keys()) {
            String name = key.replace('_', '-');
            ConfigValue value = options.get(key).orElseThrow();
            if (name.equals("params") && value instanceof ConfigMap map) {
                params = map;
            } else if (FLAGS.contains(name)) {
                flag(name, value, arguments, problems);
            } else if (TEXTS.contains(name)) {
                text(name, value, arguments, problems);
            } else {
                List<String> known = new ArrayList<>(TEXTS);
                known.addAll(FLAGS);
                problems.add(Problem.error(CliCode.BAD_OPTIONS_FILE, "'jedro run' has no option '" + key + "'.")
                        .at(options.keyPlace(key))
                        .near(NearNames.of(name, known))
                        .fix("see: jedro run --help"));
            }
        }
        return new RunFile(arguments, params);
    }

    private static void flag(String name, ConfigValue value, List<String> arguments, Problems problems) {
        if (!(value instanceof ConfigScalar scalar) || !(scalar.value() instanceof Boolean wanted)) {
            problems.add(Problem.error(CliCode.BAD_OPTIONS_FILE, "The option '" + name + "' is neither true nor false.")
                    .at(value.place())
                    .fix("write true or false"));
        } else if (wanted) {
            arguments.add("--" + name);
        }
    }

    private static void text(String name, ConfigValue value, List<String> arguments, Problems problems) {
        if (value instanceof ConfigScalar scalar && scalar.value() != null) {
            if (name.equals("workers") && !(scalar.value() instanceof Long)) {
                problems.add(Problem.error(CliCode.BAD_OPTIONS_FILE, "The number of workers is not a whole number.")
                        .at(value.place())
                        .fix("write, for instance: workers: 4"));
                return;
            }
            add(name, scalar.text(), arguments);
        } else if (value instanceof ConfigList list && list.items().stream().allMatch(ConfigScalar.class::isInstance)) {
            add(
                    name,
                    list.items().stream()
                            .map(item -> ((ConfigScalar) item).text())
                            .collect(Collectors.joining(",")),
                    arguments);
        } else if (!(value instanceof ConfigScalar)) {
            problems.add(Problem.error(
                            CliCode.BAD_OPTIONS_FILE,
                            "The option '" + name + "' is neither a text nor a list of texts.")
                    .at(value.place())
                    .fix("write, for instance: " + name.replace('-', '_') + ": [a, b]"));
        }
    }

    private static void add(String name, String text, List<String> arguments) {
        // One token: a value may begin with a hyphen.
        arguments.add("--" + name + "=" + text);
    }
}
