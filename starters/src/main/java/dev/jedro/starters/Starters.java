package dev.jedro.starters;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
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
    /** The file in a starter's folder that describes it. */
    static final String DESCRIPTION = "starter.yml";

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
        return read(name, URI.create(prefix));
    }

    /**
     * Reads a starter's description.
     *
     * @param folder ends in a slash
     * @throws JedroException if there is none, or it has a mistake
     */
    static Starter read(String name, URI folder) throws IOException {
        URL description = URI.create(folder + DESCRIPTION).toURL();
        String text = text(description);
        try {
            About about = YAML.readValue(text, About.class);
            List<Prompt> prompts = new ArrayList<>();
            about.prompts().forEach((variable, prompt) -> prompts.add(prompt.of(variable)));
            return new Starter(
                    name, about.aliases(), about.title(), about.description(), about.tools(), prompts, folder);
        } catch (IOException | IllegalArgumentException e) {
            String said = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            int line = e instanceof JsonProcessingException json && json.getLocation() != null
                    ? json.getLocation().getLineNr()
                    : 0;
            throw new JedroException(
                    Problem.error(
                                    StarterCode.BAD_STARTER,
                                    "The description of starter '" + name + "' cannot be read: " + said)
                            .at(Place.of(description.toString(), Math.max(0, line)))
                            .fix("write it as the guide's page on starters shows"),
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
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> tools,
            @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, AskedFor> prompts) {}

    /** An empty text is as good as none. */
    private record AskedFor(
            String title,

            @JsonProperty("default") @JsonSetter(nulls = Nulls.AS_EMPTY)
            String usual,

            @JsonSetter(nulls = Nulls.AS_EMPTY) String pattern,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String error) {

        Prompt of(String variable) {
            return new Prompt(variable, title, given(usual), given(pattern), given(error));
        }

        private static Optional<String> given(String text) {
            return Optional.of(text).filter(one -> !one.isEmpty());
        }
    }
}
