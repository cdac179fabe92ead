package dev.jedro.starters;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The starters on the class path. A jar brings its own by naming them, one a line, in {@code META-INF/jedro/starters/index.txt}, and
 * holding each in {@code META-INF/jedro/starters/<name>/}.
 */
public final class Starters {
    private static final String ROOT = "META-INF/jedro/starters/";
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private Starters() {}

    /** All starters, sorted by name; never empty, since Jedro's own are there. Throws a {@link JedroException} if one is broken. */
    public static List<Starter> list() {
        List<Starter> starters = new ArrayList<>();
        try {
            for (URL index : Collections.list(classLoader().getResources(ROOT + "index.txt"))) {
                for (String name : text(index).lines().map(String::strip).toList()) {
                    if (!name.isEmpty()) {
                        starters.add(starter(name, index));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        starters.sort(Comparator.comparing(Starter::name));
        return List.copyOf(starters);
    }

    /** The starter of that name or alias; empty if there is none. */
    public static Optional<Starter> find(String name) {
        return list().stream().filter(starter -> starter.isCalled(name)).findFirst();
    }

    private static Starter starter(String name, URL index) throws IOException {
        String prefix = index.toString().substring(0, index.toString().length() - "index.txt".length()) + name + "/";
        URL description = URI.create(prefix + "starter.yml").toURL();
        try {
            About about = YAML.readValue(text(description), About.class);
            return new Starter(
                    name, about.aliases(), about.title(), about.description(), about.tools(), URI.create(prefix));
        } catch (IOException e) {
            throw new JedroException(
                    Problem.error(
                                    StarterCode.BAD_STARTER,
                                    "The description of starter '" + name + "' cannot be read: " + e.getMessage())
                            .at(Place.of(description.toString())),
                    e);
        }
    }

    private static String text(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ClassLoader classLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? Starters.class.getClassLoader() : context;
    }

    private record About(
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> aliases,
            String title,
            String description,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> tools) {}
}
