package dev.jedro.config;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree straight from the parser's events: that keeps every place, and is several times as quick as composing nodes and constructing
 * objects from them.
 */
final class YamlReader {
    private static final int DEEPEST = 100;
    private static final long HEAVIEST = 5_000_000;

    private final String file;
    private final boolean secret;
    private final Problems problems;
    private final ParserImpl parser;
    private final Map<String, ConfigValue> anchors = new HashMap<>();

    private YamlReader(String file, String text, boolean secret, Problems problems) {
        this.file = file;
        this.secret = secret;
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setProcessComments(false);
        this.parser = new ParserImpl(new StreamReader(text), options);
    }

    /** @return a scalar of null for an empty file; empty if a problem was reported */
    static Optional<ConfigValue> read(String file, String text, boolean secret, Problems problems) {
        int before = problems.errors().size();
        try {
            ConfigValue root = new YamlReader(file, text, secret, problems).document();
            return problems.errors().size() == before ? Optional.of(root) : Optional.empty();
        } catch (YAMLException e) {
            problems.add(YamlMistake.of(file, text, e));
        } catch (GivenUp e) {
            problems.add(e.problem);
        }
        return Optional.empty();
    }

    private ConfigValue document() {
        ConfigValue root = ConfigScalar.of(null, Place.of(file, 1, 1));
        parser.getEvent(); // stream start
        if (parser.checkEvent(Event.ID.DocumentStart)) {
            parser.getEvent();
            root = value(parser.getEvent(), 0);
            parser.getEvent(); // document end
            if (parser.checkEvent(Event.ID.DocumentStart)) {
                problems.add(Problem.error(ConfigCode.SEVERAL_DOCUMENTS, "A second YAML document begins with '---'")
                        .at(place(parser.peekEvent().getStartMark()))
                        .fix("remove the '---' line")
                        .fix("move what follows to a file of its own"));
            }
        }
        if (Tree.weight(root) > HEAVIEST) {
            throw tooLarge(root.place(), "The aliases of the file expand to more than " + HEAVIEST + " values");
        }
        return root;
    }

    private ConfigValue value(Event event, int depth) {
        Place place = place(event.getStartMark());
        if (depth > DEEPEST) {
            throw tooLarge(place, "The file is nested more than " + DEEPEST + " levels deep");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, place);
        }
        ConfigValue value;
        if (event instanceof ScalarEvent scalar) {
            value = scalar(scalar, place);
        } else if (event instanceof MappingStartEvent map) {
            refuseTag(map.getTag(), "tag:yaml.org,2002:map", place);
            value = map(place, depth);
        } else {
            refuseTag(((SequenceStartEvent) event).getTag(), "tag:yaml.org,2002:seq", place);
            value = list(place, depth);
        }
        if (((NodeEvent) event).getAnchor() != null) {
            anchors.put(((NodeEvent) event).getAnchor(), value);
        }
        return value;
    }

    private ConfigValue aliased(AliasEvent alias, Place place) {
        ConfigValue value = anchors.get(alias.getAnchor());
        if (value == null) {
            throw new GivenUp(Problem.error(
                            ConfigCode.SYNTAX,
                            "The alias '*" + alias.getAnchor()
                                    + "' stands before or inside its anchor, or there is none")
                    .at(place)
                    .near(NearNames.of(alias.getAnchor(), anchors.keySet()))
                    .fix("write '&" + alias.getAnchor() + "' before the value that is meant, above this line"));
        }
        return value;
    }

    private ConfigScalar scalar(ScalarEvent event, Place place) {
        String text = event.getValue();
        String tag = event.getTag();
        Object typed;
        if (tag == null) {
            typed = event.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN ? YamlScalars.typed(text) : text;
        } else {
            typed = tagged(tag, text, place);
        }
        boolean interpolations = typed instanceof String && text.contains("${");
        return new ConfigScalar(
                typed,
                text,
                place,
                secret,
                interpolations,
                interpolations ? quotes(event) : ConfigScalar.NOT_ON_ONE_LINE);
    }

    /** How many characters stand before the text, if it is written letter by letter on one line. */
    private static int quotes(ScalarEvent event) {
        int width = event.getEndMark().getColumn() - event.getStartMark().getColumn();
        int length = event.getValue().codePointCount(0, event.getValue().length());
        boolean oneLine = event.getStartMark().getLine() == event.getEndMark().getLine();
        return oneLine && (width == length || width == length + 2)
                ? (width - length) / 2
                : ConfigScalar.NOT_ON_ONE_LINE;
    }

    private @Nullable Object tagged(String tag, String text, Place place) {
        switch (tag) {
            case "!", "tag:yaml.org,2002:str" -> {
                return text;
            }
            case "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:float",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:null" -> {
                return tag.endsWith("float") && YamlScalars.typed(text) instanceof Number number
                        ? (Object) number.doubleValue()
                        : YamlScalars.typed(text);
            }
            default -> {
                refuseTag(tag, "", place);
                return text;
            }
        }
    }

    private void refuseTag(@Nullable String tag, String allowed, Place place) {
        if (tag != null && !tag.equals("!") && !tag.equals(allowed)) {
            problems.add(Problem.error(
                            ConfigCode.UNSUPPORTED,
                            "The tag '" + tag.replace("tag:yaml.org,2002:", "!!") + "' is not read")
                    .at(place)
                    .fix("remove the tag and write the value plainly"));
        }
    }

    private ConfigList list(Place place, int depth) {
        List<ConfigEntry> items = new ArrayList<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            ConfigValue item = value(event, depth + 1);
            items.add(new ConfigEntry(item.place(), item));
        }
        return new ConfigList(place, items);
    }

    private ConfigMap map(Place place, int depth) {
        MapBuilder map = new MapBuilder(problems);
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            ConfigValue key = value(event, depth + 1);
            Place keyPlace = place(event.getStartMark());
            ConfigValue value = value(parser.getEvent(), depth + 1);
            if (!(key instanceof ConfigScalar scalar)) {
                problems.add(Problem.error(ConfigCode.UNSUPPORTED, "A map or list cannot be a key")
                        .at(keyPlace)
                        .fix("put quotes around a value that begins with '{' or '['"));
            } else if (event instanceof ScalarEvent written
                    && written.isPlain()
                    && scalar.text().equals("<<")) {
                map.merge(keyPlace, value);
            } else {
                map.put(scalar.text(), keyPlace, value);
            }
        }
        return new ConfigMap(place, map.entries());
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static GivenUp tooLarge(Place place, String what) {
        return new GivenUp(
                Problem.error(ConfigCode.TOO_LARGE, what).at(place).fix("make it flatter, or use fewer aliases"));
    }

    /** Ends the reading of a file that cannot be read any further. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        GivenUp(Problem problem) {
            super(problem.what(), null, false, false);
            this.problem = problem;
        }
    }
}
