package dev.jedro.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;

/** {@code type: Json}: a JSON file as any value: records, sealed interfaces of records, lists, maps, texts, numbers, Jackson's {@code JsonNode}. */
public final class JsonType implements FileDatasetType<JsonType.Options> {

    /** @param indent spaces by which each level is set in; 0 writes all in one line */
    public record Options(int indent) {
        public Options {
            if (indent < 0 || indent > 16) {
                throw new IllegalArgumentException("indent must be from 0 to 16, but is " + indent);
            }
        }

        static Options defaults() {
            return new Options(2);
        }
    }

    @Override
    public String name() {
        return "Json";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "records, sealed interfaces of records, List, Map, String, numbers, JsonNode";
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
        try {
            Object value = Documents.JSON.readValue(file.toFile(), Documents.JSON.constructType(type));
            return Documents.requireValue(value, file, context);
        } catch (JsonProcessingException e) {
            throw Documents.problem(e, file, type, context);
        }
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        ObjectWriter writer = Documents.JSON.writerFor(Documents.JSON.constructType(type));
        if (options.indent() > 0) {
            DefaultIndenter indenter = new DefaultIndenter(" ".repeat(options.indent()), "\n");
            writer = writer.with(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
        }
        writer.writeValue(file.toFile(), value);
    }
}
