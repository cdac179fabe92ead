package dev.jedro.cli.global;

import dev.jedro.cli.CliCode;
import dev.jedro.config.ConfigFile;
import dev.jedro.config.ConfigMap;
import dev.jedro.config.ConfigScalar;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.starters.Prompt;
import dev.jedro.starters.Starter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file says of a new project: the options of {@code jedro new}, and values for what its starter asks. */
final class Answers {
    static final String STARTER = "starter";
    static final String NAME = "name";
    static final String PACKAGE = "package";
    static final String DIRECTORY = "directory";
    static final String TOOLS = "tools";
    static final String CHECKOUT = "checkout";
    static final String STARTER_FOLDER = "starter_folder";
    private static final List<String> OPTIONS =
            List.of(STARTER, NAME, PACKAGE, DIRECTORY, TOOLS, CHECKOUT, STARTER_FOLDER);

    private final ConfigMap map;

    private Answers(ConfigMap map) {
        this.map = map;
    }

    /**
     * @param file null for none
     * @throws JedroException if it cannot be read, or a value in it is a list or a map
     */
    static Answers read(@Nullable String file) {
        if (file == null) {
            return new Answers(ConfigMap.empty(Place.of("--config")));
        }
        Problems problems = new Problems();
        ConfigMap map = ConfigFile.read(Path.of(file), file, problems).orElse(ConfigMap.empty(Place.of(file)));
        problems.throwIfErrors();
        for (String key : map.keys()) {
            if (!(map.get(key).orElse(null) instanceof ConfigScalar scalar) || scalar.value() == null) {
                problems.add(Problem.error(CliCode.BAD_OPTIONS_FILE, "The value of '" + key + "' is no text.")
                        .at(map.keyPlace(key))
                        .fix("write, for instance: " + key + ": some text"));
            }
        }
        problems.throwIfErrors();
        return new Answers(map);
    }

    /** The option of the command line, else that of the file. */
    Optional<String> or(@Nullable String option, String key) {
        return Optional.ofNullable(option).or(() -> get(key));
    }

    Optional<String> get(String key) {
        return map.get(key).map(value -> ((ConfigScalar) value).text());
    }

    Place place(String key) {
        return map.get(key).orElse(map).place();
    }

    /** @throws JedroException with all keys that are neither options nor asked for by the starter */
    void requireKnown(Starter starter) {
        List<String> known = new ArrayList<>(OPTIONS);
        starter.prompts().stream().map(Prompt::variable).forEach(known::add);
        Problems problems = new Problems();
        for (String key : map.keys()) {
            if (!known.contains(key)) {
                problems.add(Problem.error(
                                CliCode.BAD_OPTIONS_FILE,
                                "Neither 'jedro new' nor the starter '" + starter.name() + "' asks for '" + key + "'.")
                        .at(map.keyPlace(key))
                        .near(NearNames.of(key, known))
                        .fix("use one of: " + String.join(", ", known)));
            }
        }
        problems.throwIfErrors();
    }
}
