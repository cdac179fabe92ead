package dev.jedro.spark.rows;

import dev.jedro.problem.TypeText;
import dev.jedro.spi.ExactValues;
import dev.jedro.spi.ExactValues.Unfit;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Spark as values of Java, without loss: a number that does not fit is told, not rounded. */
final class SparkValue {
    private final Supplier<ZoneId> zone;

    /** @param zone the session's, asked for where a moment is to be a day and a time of day */
    SparkValue(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    /** The value as the type asked for; null only for NULL where the type is no primitive. */
    @Nullable
    Object toJava(@Nullable Object value, Type type) throws Unfit {
        Class<?> raw = TypeText.raw(type);
        if (value == null) {
            return ExactValues.none(raw);
        }
        Object converted = value instanceof Number number ? ExactValues.number(number, raw) : null;
        if (converted == null) {
            converted = converted(value, type, raw);
        }
        if (converted == null) {
            throw new Unfit("a value of " + value.getClass().getSimpleName() + " is no " + TypeText.of(type) + ": "
                    + ExactValues.shortened(value));
        }
        return converted;
    }

    private @Nullable Object converted(Object value, Type type, Class<?> raw) throws Unfit {
        if (raw == Optional.class) {
            return Optional.ofNullable(toJava(value, argument(type, 0)));
        } else if (value instanceof Row row) {
            return raw.isRecord()
                    ? RecordReader.nested(raw.asSubclass(Record.class), row, this)
                    : raw.isInstance(row) ? row : null;
        } else if (value instanceof scala.collection.Seq<?> seq) {
            return list(CollectionConverters.asJava(seq), type, raw);
        } else if (value instanceof scala.collection.Map<?, ?> map) {
            return raw.isAssignableFrom(Map.class) ? map(CollectionConverters.asJava(map), type) : null;
        } else if (value instanceof Timestamp time) {
            return moment(SparkTimes.instant(time), raw);
        } else if (value instanceof Instant time) {
            return moment(time, raw);
        } else if (value instanceof Date date) {
            return day(date.toLocalDate(), raw);
        } else if (value instanceof LocalDate date) {
            return day(date, raw);
        } else if (value instanceof LocalDateTime time && raw == LocalDate.class) {
            return time.toLocalDate().atStartOfDay().equals(time) ? time.toLocalDate() : null;
        } else if (value instanceof String text) {
            return text(text, raw);
        } else if (raw == boolean.class) {
            return value instanceof Boolean ? value : null;
        }
        return raw.isInstance(value) ? value : null;
    }

    private static @Nullable Object day(LocalDate date, Class<?> raw) {
        return raw == LocalDateTime.class ? date.atStartOfDay() : raw.isAssignableFrom(LocalDate.class) ? date : null;
    }

    private @Nullable Object moment(Instant moment, Class<?> raw) {
        if (raw.isAssignableFrom(Instant.class)) {
            return moment;
        } else if (raw == OffsetDateTime.class) {
            return moment.atOffset(ZoneOffset.UTC);
        } else if (raw == ZonedDateTime.class) {
            return moment.atZone(ZoneOffset.UTC);
        } else if (raw == LocalDateTime.class) {
            return LocalDateTime.ofInstant(moment, zone.get());
        }
        return null;
    }

    private static @Nullable Object text(String text, Class<?> raw) throws Unfit {
        try {
            if (raw.isAssignableFrom(String.class)) {
                return text;
            } else if (raw.isEnum()) {
                return ExactValues.constant(text, raw);
            } else if (raw == UUID.class) {
                return UUID.fromString(text);
            } else if (raw == URI.class) {
                return URI.create(text);
            } else if (raw == LocalTime.class) {
                return LocalTime.parse(text);
            } else if (raw == char.class || raw == Character.class) {
                return text.length() == 1 ? text.charAt(0) : null;
            }
            return null;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unfit("'" + ExactValues.shortened(text) + "' is no " + raw.getSimpleName());
        }
    }

    private @Nullable Object list(Collection<?> values, Type type, Class<?> raw) throws Unfit {
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), values.size());
            int at = 0;
            for (Object value : values) {
                Array.set(array, at++, toJava(value, raw.getComponentType()));
            }
            return array;
        }
        List<@Nullable Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(toJava(value, argument(type, 0)));
        }
        if (raw.isAssignableFrom(List.class)) {
            return Collections.unmodifiableList(list);
        }
        return raw == Set.class ? Collections.unmodifiableSet(new LinkedHashSet<>(list)) : null;
    }

    private Object map(Map<?, ?> values, Type type) throws Unfit {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            map.put(toJava(entry.getKey(), argument(type, 0)), toJava(entry.getValue(), argument(type, 1)));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Type argument(Type type, int which) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[which] : Object.class;
    }
}
