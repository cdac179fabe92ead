package dev.jedro.config;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.ImplicitTuple;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Plain maps, lists and scalars as YAML. SnakeYAML's emitter is told of them one by one: its way from objects of any class to text takes three times as long in a process that goes it once.
 */
final class YamlEvents {
    private final StringWriter text = new StringWriter();
    private final Emitter emitter;

    private YamlEvents() {
        DumperOptions options = new DumperOptions();
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        this.emitter = new Emitter(text, options);
    }

    /** In block style; ends with a line end. */
    static String text(@Nullable Object value) {
        YamlEvents events = new YamlEvents();
        try {
            events.emitter.emit(new StreamStartEvent(null, null));
            events.emitter.emit(new DocumentStartEvent(null, null, false, null, null));
            events.emit(value);
            events.emitter.emit(new DocumentEndEvent(null, null, false));
            events.emitter.emit(new StreamEndEvent(null, null));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be written to", e);
        }
        return events.text.toString();
    }

    private void emit(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            emitter.emit(new MappingStartEvent(null, Tag.MAP.getValue(), true, null, null, FlowStyle.BLOCK));
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                emit(entry.getKey());
                emit(entry.getValue());
            }
            emitter.emit(new MappingEndEvent(null, null));
        } else if (value instanceof List<?> list) {
            emitter.emit(new SequenceStartEvent(null, Tag.SEQ.getValue(), true, null, null, FlowStyle.BLOCK));
            for (Object item : list) {
                emit(item);
            }
            emitter.emit(new SequenceEndEvent(null, null));
        } else {
            scalar(value);
        }
    }

    private void scalar(@Nullable Object value) throws IOException {
        Tag tag = tag(value);
        String shown = value instanceof Double number ? number(number) : String.valueOf(value);
        ImplicitTuple implied =
                new ImplicitTuple(!(value instanceof String text) || isRead(text), value instanceof String);
        ScalarStyle style =
                value instanceof String several && several.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.PLAIN;
        emitter.emit(new ScalarEvent(null, tag.getValue(), implied, shown, null, null, style));
    }

    /** Whether a text without quotes is read as that text; the emitter writes them around all others. */
    private static boolean isRead(String text) {
        boolean word = !text.isEmpty() && Character.isLetter(text.charAt(0));
        return word
                ? YamlScalars.typed(text) instanceof String
                : OfYaml.RULES.resolve(NodeId.scalar, text, true).equals(Tag.STR);
    }

    /** Made where a text begins with no letter, which few do. */
    private static final class OfYaml {
        static final Resolver RULES = new Resolver();
    }

    private static Tag tag(@Nullable Object value) {
        if (value == null) {
            return Tag.NULL;
        }
        if (value instanceof Boolean) {
            return Tag.BOOL;
        }
        if (value instanceof Number) {
            return value instanceof Long || value instanceof Integer || value instanceof BigInteger
                    ? Tag.INT
                    : Tag.FLOAT;
        }
        return Tag.STR;
    }

    private static String number(Double number) {
        if (number.isNaN()) {
            return ".NaN";
        }
        return number.isInfinite() ? (number > 0 ? ".inf" : "-.inf") : number.toString();
    }
}
