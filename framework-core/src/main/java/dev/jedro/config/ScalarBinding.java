package dev.jedro.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Binds a single value to a type that is no container. */
final class ScalarBinding {
    /** Types made from a text by a function that throws on a bad one. */
    private static final Map<Class<?>, Function<String, Object>> FROM_TEXT = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(CharSequence.class, text -> text),
            Map.entry(Secret.class, Secret::new),
            Map.entry(Path.class, Path::of),
            Map.entry(URI.class, URI::create),
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(Charset.class, Charset::forName),
            Map.entry(Locale.class, Locale::forLanguageTag),
            Map.entry(ZoneId.class, ZoneId::of),
            Map.entry(Pattern.class, Pattern::compile),
            Map.entry(Duration.class, Durations::parse),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(LocalTime.class, LocalTime::parse),
            Map.entry(LocalDateTime.class, text -> LocalDateTime.parse(text.replace(' ', 'T'))));

    private ScalarBinding() {}

    static Object bind(ConfigValue value, Type generic, String path, Problems problems) {
        Class<?> type = TypeText.raw(generic);
        if (NumberBinding.isNumber(type) && value instanceof ConfigScalar scalar) {
            return NumberBinding.bind(scalar, type, path, problems);
        }
        if (value instanceof ConfigScalar scalar && scalar.value() != null) {
            Function<String, Object> maker = FROM_TEXT.get(type);
            if (maker != null) {
                return fromText(scalar, type, maker, path, problems);
            }
            if (type.isEnum()) {
                return constant(scalar, type, path, problems);
            }
            if (type == boolean.class || type == Boolean.class) {
                return YamlScalars.typed(scalar.text()) instanceof Boolean bool
                        ? bool
                        : failed(scalar, type, path, problems);
            }
            if (type == char.class || type == Character.class) {
                return scalar.text().length() == 1 ? scalar.text().charAt(0) : failed(scalar, type, path, problems);
            }
        }
        if (FROM_TEXT.containsKey(type)
                || type.isEnum()
                || type.isPrimitive()
                || type == Boolean.class
                || type == Character.class
                || NumberBinding.isNumber(type)
                || ConfigValue.class.isAssignableFrom(type)) {
            return failed(value, type, path, problems);
        }
        return byJackson(value, generic, path, problems);
    }

    private static Object fromText(
            ConfigScalar scalar, Class<?> type, Function<String, Object> maker, String path, Problems problems) {
        try {
            return maker.apply(scalar.text());
        } catch (RuntimeException e) {
            return failed(scalar, type, path, problems);
        }
    }

    private static Object failed(ConfigValue value, Class<?> type, String path, Problems problems) {
        problems.add(Binding.wrongType(value, path, Wanted.of(type)));
        return Binding.FAILED;
    }

    private static Object constant(ConfigScalar scalar, Class<?> type, String path, Problems problems) {
        List<String> known = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (plain(name).equals(plain(scalar.text()))) {
                return constant;
            }
            known.add(name.toLowerCase(Locale.ROOT));
        }
        problems.add(unknownChoice(scalar, path, known));
        return Binding.FAILED;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    static Problem unknownChoice(ConfigValue value, String path, List<String> known) {
        return Problem.error(
                        ConfigCode.UNKNOWN_CHOICE,
                        Binding.subject(path) + " is " + Wanted.found(value) + ", which is not a possible value")
                .at(value.place())
                .near(NearNames.of(value.toString(), known))
                .fix("use one of: " + String.join(", ", known));
    }

    private static Object byJackson(ConfigValue value, Type type, String path, Problems problems) {
        try {
            return Jackson.MAPPER.convertValue(value.toJava(), Jackson.MAPPER.constructType(type));
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            problems.add(Problem.error(
                            ConfigCode.UNBINDABLE,
                            Binding.subject(path) + " cannot become a "
                                    + TypeText.raw(type).getSimpleName() + ": " + Binding.withoutSecrets(why, value))
                    .at(value.place())
                    .fix("use a record, or one of the types of the guide"));
            return Binding.FAILED;
        }
    }

    /** Made only when a class of somebody else's has to be filled: Jackson takes long to start. */
    private static final class Jackson {
        static final ObjectMapper MAPPER = new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .findAndRegisterModules();
    }
}
