package dev.jedro.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** {@code type: Yaml}: a YAML file as any value, as {@link JsonType} does for JSON. */
public final class YamlType implements FileDatasetType<YamlType.Options> {

    private static final Pattern JSON_NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** Options of {@code Yaml}. */
    public record Options() {}

    @Override
    public String name() {
        return "Yaml";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "records, sealed interfaces of records, List, Map, String, numbers";
    }

    @Override
    public Type defaultType(Options options) {
        return JavaTypes.generic(Map.class, String.class, Object.class);
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return Documents.isValue(type);
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return Documents.isValue(type);
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws IOException {
        Documents.requireContent(file, context);
        Object tree;
        try (Reader reader = Files.newBufferedReader(file)) {
            tree = yaml().load(reader);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new JedroException(
                    Problem.error(DatasetCode.BAD_DOCUMENT, "The file does not parse: " + e.getProblem())
                            .at(
                                    mark == null
                                            ? Place.of(context.shown(file))
                                            : Place.of(context.shown(file), mark.getLine() + 1, mark.getColumn() + 1))
                            .fix("correct the file there"),
                    e);
        } catch (YAMLException e) { // beyond the limits
            throw new JedroException(
                    Problem.error(DatasetCode.BAD_DOCUMENT, "The file is not read: " + e.getMessage())
                            .at(Place.of(context.shown(file)))
                            .fix("write it with fewer levels and aliases"),
                    e);
        }
        try {
            return Documents.requireValue(
                    Documents.JSON.convertValue(tree, Documents.JSON.constructType(type)), file, context);
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof JsonMappingException mapping) {
                throw Documents.problem(mapping, file, type, context);
            }
            throw e;
        }
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        // decimals, as doubles would have other digits than they were given
        Object tree = Documents.JSON
                .readerFor(Object.class)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readValue(Documents.JSON
                        .writerFor(Documents.JSON.constructType(type))
                        .writeValueAsBytes(value));
        try (Writer writer = Files.newBufferedWriter(file)) {
            yaml().dump(tree, writer);
        }
    }

    /** Not thread-safe, hence made anew. */
    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setCodePointLimit(Integer.MAX_VALUE);
        DumperOptions dumping = new DumperOptions();
        dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new ExactNumbers(loading), new Representer(dumping), dumping, loading, new PlainResolver());
    }

    /** A number with a point keeps its digits until the Java type says what it is to be: a double, or one that is exact. */
    private static final class ExactNumbers extends SafeConstructor {
        ExactNumbers(LoaderOptions loading) {
            super(loading);
            yamlConstructors.put(Tag.FLOAT, new ConstructYamlFloat() {
                @Override
                public Object construct(Node node) {
                    String digits = ((ScalarNode) node).getValue().replace("_", "");
                    return JSON_NUMBER.matcher(digits).matches() ? new Digits(digits) : super.construct(node);
                }
            });
        }
    }

    /**
     * A number as a JSON file would have it, for Jackson to take as what is wanted.
     *
     * @param digits with a point or an exponent
     */
    private record Digits(String digits) implements JsonSerializable {
        @Override
        public void serialize(JsonGenerator into, SerializerProvider provider) throws IOException {
            into.writeNumber(digits);
        }

        @Override
        public void serializeWithType(JsonGenerator into, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            serialize(into, provider);
        }

        /** As the key of a map. */
        @Override
        public String toString() {
            return digits;
        }
    }

    /** Dates stay texts, as everywhere in Jedro; the Java type decides what they become. */
    private static final class PlainResolver extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, regexp, first, limit);
            }
        }
    }
}
