package dev.jedro.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one way in which JSON, YAML and models turn into Java and back, and in which their mistakes are told. */
final class Documents {
    /** Models may be long texts in Base64, far beyond what Jackson expects of strangers. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();

    /** What a record does not know is passed over, as in CSV; what a record needs must be there. */
    static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .annotationIntrospector(
                    AnnotationIntrospectorPair.pair(new JacksonAnnotationIntrospector(), new SealedTypes()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as Python writes them
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Documents() {}

    /** Everything that is a value; streams and open files are none. */
    static boolean isValue(Type type) {
        Class<?> raw = JSON.constructType(type).getRawClass();
        return raw != void.class
                && raw != Void.class
                && !BaseStream.class.isAssignableFrom(raw)
                && !Iterator.class.isAssignableFrom(raw)
                && !InputStream.class.isAssignableFrom(raw)
                && (!raw.getName().startsWith("java.lang.")
                        || raw == Object.class
                        || raw == String.class
                        || isBox(raw));
    }

    private static boolean isBox(Class<?> raw) {
        return raw == Boolean.class
                || raw == Character.class
                || (Number.class.isAssignableFrom(raw) && raw != Number.class);
    }

    /** A mistake of Jackson's as a problem at its place in the file. */
    static JedroException problem(JsonProcessingException mistake, Path file, Type type, DatasetContext context) {
        String shown = context.shown(file);
        JsonLocation location = mistake.getLocation();
        Place place = location == null || location.getLineNr() < 1
                ? Place.of(shown)
                : Place.of(shown, location.getLineNr(), Math.max(0, location.getColumnNr()));
        String reason = mistake.getOriginalMessage()
                .replaceAll("\\(for Object starting.*", "")
                .strip();
        if (reason.contains(DeserializationFeature.FAIL_ON_TRAILING_TOKENS.name())) {
            return new JedroException(
                    Problem.error(DatasetCode.BAD_DOCUMENT, "The file goes on behind its first value")
                            .at(place)
                            .fix("keep one value, or put all in one list: [ …, … ]"),
                    mistake);
        }
        if (mistake instanceof JsonMappingException mapping) {
            return new JedroException(
                    Problem.error(
                                    DatasetCode.DOES_NOT_FIT,
                                    "The file does not fit "
                                            + JSON.constructType(type)
                                                    .getRawClass()
                                                    .getSimpleName() + path(mapping) + ": " + plain(reason))
                            .at(place)
                            .fix("change the value in the file, or the type in the node"),
                    mistake);
        }
        return new JedroException(
                Problem.error(DatasetCode.BAD_DOCUMENT, "The file does not parse: " + plain(reason))
                        .at(place)
                        .fix("correct the file there; if it is cut off, make it again"),
                mistake);
    }

    private static String path(JsonMappingException mistake) {
        String path = mistake.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : " at '" + (path.startsWith(".") ? path.substring(1) : path) + "'";
    }

    /** Without the packages of class names, and Jackson's advice to those who configure it. */
    private static String plain(String reason) {
        return reason.replaceAll("\\b(?:[a-z][\\w]*\\.)+(?=[A-Z])", "")
                .replaceAll("\\(set [^)]*\\)", "")
                .replaceAll("\\(not recognized as one since Feature [^)]*\\)", "")
                .replaceAll(",? from `[^`]*`", "")
                .replaceAll(":? enable `[^`]*` to allow", "")
                .strip();
    }

    static void requireContent(Path file, DatasetContext context) throws IOException {
        if (Files.size(file) == 0) {
            throw new JedroException(Problem.error(DatasetCode.BAD_DOCUMENT, "The file is empty")
                    .at(Place.of(context.shown(file)))
                    .fix("put a value in it, or make it again"));
        }
    }

    static Object requireValue(@Nullable Object value, Path file, DatasetContext context) {
        if (value == null) {
            throw new JedroException(Problem.error(DatasetCode.DOES_NOT_FIT, "The file holds nothing but null")
                    .at(Place.of(context.shown(file), 1, 0))
                    .fix("put a value in the file"));
        }
        return value;
    }
}
