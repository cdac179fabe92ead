package dev.jedro.config;

import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.util.Optional;

/** Reads a value that stands inside another text: an argument of an interpolation, a runtime parameter. */
final class YamlFlow {
    private YamlFlow() {}

    /** Typed as in a YAML file; {@code [1, 2]}, <code>{a: 1}</code> and quoted texts are read as YAML, all else is a plain scalar. */
    static ConfigValue value(String text, Place place) {
        String plain = text.strip();
        if (!plain.isEmpty() && "[{'\"".indexOf(plain.charAt(0)) >= 0) {
            Optional<ConfigValue> read = YamlReader.read(place.toString(), plain, false, new Problems());
            if (read.isPresent()) {
                return ConfigValue.of(read.get().toJava(), place);
            }
        }
        return new ConfigScalar(YamlScalars.typed(plain), plain, place, false, plain.contains("${"));
    }
}
