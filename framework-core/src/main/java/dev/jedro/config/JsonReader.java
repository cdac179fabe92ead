package dev.jedro.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the tree from JSON, which YAML's scanner does not read where it is indented with tabs. */
final class JsonReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final boolean secret;
    private final Problems problems;
    private final JsonParser parser;

    private JsonReader(String file, boolean secret, Problems problems, JsonParser parser) {
        this.file = file;
        this.secret = secret;
        this.problems = problems;
        this.parser = parser;
    }

    static Optional<ConfigValue> read(String file, String text, boolean secret, Problems problems) {
        int before = problems.errors().size();
        try (JsonParser parser = JSON.createParser(text)) {
            ConfigValue root = new JsonReader(file, secret, problems, parser).document();
            return problems.errors().size() == before ? Optional.of(root) : Optional.empty();
        } catch (JsonProcessingException e) {
            problems.add(Problem.error(ConfigCode.SYNTAX, "The file is not valid JSON: " + e.getOriginalMessage())
                    .at(place(file, e.getLocation()))
                    .fix("check the quotes, commas and brackets before this place"));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory
        }
    }

    private ConfigValue document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return ConfigScalar.of(null, Place.of(file, 1, 1));
        }
        ConfigValue root = value(first);
        if (parser.nextToken() != null) {
            problems.add(Problem.error(ConfigCode.SEVERAL_DOCUMENTS, "A second JSON value follows the first")
                    .at(here())
                    .fix("remove it, or move it to a file of its own"));
        }
        return root;
    }

    private ConfigValue value(JsonToken token) throws IOException {
        Place place = here();
        return switch (token) {
            case START_OBJECT -> map(place);
            case START_ARRAY -> list(place);
            case VALUE_STRING -> scalar(parser.getText(), place);
            case VALUE_NULL -> scalar(null, place);
            case VALUE_TRUE, VALUE_FALSE -> scalar(parser.getBooleanValue(), place);
            case VALUE_NUMBER_FLOAT -> scalar(parser.getDoubleValue(), place);
            default -> scalar(YamlScalars.typed(parser.getText()), place);
        };
    }

    private ConfigScalar scalar(@Nullable Object value, Place place) throws IOException {
        String text = parser.getText();
        return new ConfigScalar(value, text, place, secret, value instanceof String && text.contains("${"));
    }

    private ConfigMap map(Place place) throws IOException {
        MapBuilder map = new MapBuilder(problems);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place keyPlace = here();
            map.put(key, keyPlace, value(parser.nextToken()));
        }
        return new ConfigMap(place, map.entries());
    }

    private ConfigList list(Place place) throws IOException {
        List<ConfigEntry> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            ConfigValue item = value(token);
            items.add(new ConfigEntry(item.place(), item));
        }
        return new ConfigList(place, items);
    }

    private Place here() {
        return place(file, parser.currentTokenLocation());
    }

    private static Place place(String file, @Nullable JsonLocation at) {
        return at == null ? Place.of(file) : Place.of(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
