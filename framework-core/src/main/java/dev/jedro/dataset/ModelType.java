package dev.jedro.dataset;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code type: Model}: a trained model made of records, as JSON that names the record's class and has every number exactly. Loading checks that class, and that
 * the record still has the components that were saved; it never makes a class that a file names and the node does not.
 */
public final class ModelType implements FileDatasetType<ModelType.Options> {
    private static final int FORMAT = 1;

    /** Made when the first model is touched: every command loads all types, and few need Jackson. */
    private static final class Mapper {
        /** Unlike data from elsewhere, a model must fit exactly: a coefficient that is passed over would change every prediction. */
        static final JsonMapper JSON = Documents.JSON
                .rebuild()
                .addModule(PackedArray.module())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
    }

    /** Options of {@code Model}. */
    public record Options() {}

    @Override
    public String name() {
        return "Model";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "records and sealed interfaces of records, of numbers, texts, arrays, lists, maps and further records";
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return ModelShape.fits(Mapper.JSON.constructType(type));
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return canLoad(options, type);
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        JavaType declared = Mapper.JSON.constructType(type);
        JavaType actual = declared.isContainerType() || declared.hasGenericTypes()
                ? declared
                : Mapper.JSON.constructType(value.getClass());
        try (JsonGenerator json = Mapper.JSON.createGenerator(Files.newBufferedWriter(file))) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("jedro_model", FORMAT);
            json.writeStringField("class", actual.toCanonical());
            json.writeFieldName("value");
            Mapper.JSON.writerFor(actual).writeValue(json, value);
            json.writeEndObject();
        }
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) throws IOException {
        try {
            JsonNode root = Mapper.JSON.readTree(file.toFile());
            if (!root.path("jedro_model").isInt() || !root.path("class").isTextual() || !root.has("value")) {
                throw new JedroException(
                        Problem.error(DatasetCode.BAD_DOCUMENT, "The file is not a model that Jedro saved")
                                .at(Place.of(context.shown(file), 1))
                                .fix("run the node that trains it"));
            }
            checkFormat(root.path("jedro_model").asInt(), file, context);
            String saved = root.path("class").asText();
            JavaType wanted = Mapper.JSON.constructType(type);
            JavaType actual = matching(wanted, saved).orElseThrow(() -> other(saved, wanted, file, context));
            Object value = Mapper.JSON.readerFor(actual).readValue(root.get("value"));
            return Documents.requireValue(value, file, context);
        } catch (JsonProcessingException e) {
            throw Documents.problem(e, file, type, context);
        }
    }

    private static void checkFormat(int format, Path file, DatasetContext context) {
        if (format != FORMAT) {
            throw new JedroException(Problem.error(
                            DatasetCode.OTHER_MODEL,
                            "The model is in format " + format + ", but this Jedro reads format " + FORMAT)
                    .at(Place.of(context.shown(file), 1))
                    .fix("use a newer Jedro, or train the model again"));
        }
    }

    /** The class to make: the one wanted, or the one of its permitted classes that was saved. */
    private static Optional<JavaType> matching(JavaType wanted, String saved) {
        if (wanted.toCanonical().equals(saved)) {
            return Optional.of(wanted);
        }
        Class<?>[] choices = wanted.getRawClass().getPermittedSubclasses();
        if (choices != null) {
            for (Class<?> choice : choices) {
                Optional<JavaType> found = matching(Mapper.JSON.constructType(choice), saved);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static JedroException other(String saved, JavaType wanted, Path file, DatasetContext context) {
        return new JedroException(Problem.error(
                        DatasetCode.OTHER_MODEL,
                        "The file holds a model of class '" + saved + "', but '" + wanted.toCanonical() + "' is wanted")
                .at(Place.of(context.shown(file), 1))
                .fix("train the model again, or let the node take the class that was saved"));
    }
}
