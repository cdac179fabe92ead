package dev.jedro.spark.rows;

import dev.jedro.problem.TypeText;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import scala.collection.mutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The column that holds values of one Java type.
 *
 * @param nullable whether a value may be missing
 * @param writer makes the value that Spark takes of one that is not null; throws {@link ArithmeticException} or {@link java.time.DateTimeException} for one that does not fit; gives null for an empty
 *     {@code Optional}
 */
record ColumnType(DataType type, boolean nullable, Function<Object, @Nullable Object> writer) {
    private static final DecimalType DECIMAL = DataTypes.createDecimalType(38, 18);
    private static final DecimalType WHOLE = DataTypes.createDecimalType(38, 0);

    /** A Java type that no column can hold. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(Type type) {
            super(TypeText.of(type));
        }
    }

    private static final Map<Class<?>, ColumnType> KNOWN = Map.ofEntries(
            same(Boolean.class, DataTypes.BooleanType),
            same(Byte.class, DataTypes.ByteType),
            same(Short.class, DataTypes.ShortType),
            same(Integer.class, DataTypes.IntegerType),
            same(Long.class, DataTypes.LongType),
            same(Float.class, DataTypes.FloatType),
            same(Double.class, DataTypes.DoubleType),
            same(String.class, DataTypes.StringType),
            same(byte[].class, DataTypes.BinaryType),
            same(LocalDateTime.class, DataTypes.TimestampNTZType),
            same(Duration.class, DataTypes.createDayTimeIntervalType()),
            text(CharSequence.class),
            text(Character.class),
            text(UUID.class),
            text(URI.class),
            text(LocalTime.class),
            known(BigInteger.class, WHOLE, value -> fitting(new BigDecimal((BigInteger) value), WHOLE)),
            known(BigDecimal.class, DECIMAL, value -> fitting((BigDecimal) value, DECIMAL)),
            known(LocalDate.class, DataTypes.DateType, value -> SparkTimes.date((LocalDate) value)),
            known(Instant.class, DataTypes.TimestampType, value -> SparkTimes.timestamp((Instant) value)),
            known(
                    OffsetDateTime.class,
                    DataTypes.TimestampType,
                    value -> SparkTimes.timestamp(((OffsetDateTime) value).toInstant())),
            known(
                    ZonedDateTime.class,
                    DataTypes.TimestampType,
                    value -> SparkTimes.timestamp(((ZonedDateTime) value).toInstant())),
            known(OptionalInt.class, DataTypes.IntegerType, value -> {
                OptionalInt number = (OptionalInt) value;
                return number.isPresent() ? number.getAsInt() : null;
            }),
            known(OptionalLong.class, DataTypes.LongType, value -> {
                OptionalLong number = (OptionalLong) value;
                return number.isPresent() ? number.getAsLong() : null;
            }),
            known(OptionalDouble.class, DataTypes.DoubleType, value -> {
                OptionalDouble number = (OptionalDouble) value;
                return number.isPresent() ? number.getAsDouble() : null;
            }));

    private static Map.Entry<Class<?>, ColumnType> same(Class<?> java, DataType spark) {
        return known(java, spark, value -> value);
    }

    private static Map.Entry<Class<?>, ColumnType> text(Class<?> java) {
        return known(java, DataTypes.StringType, Object::toString);
    }

    private static Map.Entry<Class<?>, ColumnType> known(
            Class<?> java, DataType spark, Function<Object, @Nullable Object> writer) {
        return Map.entry(java, new ColumnType(spark, true, writer));
    }

    /** @param within the records that this type is a part of; none of them can be a part of itself */
    static ColumnType of(Type type, Set<Class<?>> within) throws Unfit {
        Class<?> raw = TypeText.raw(type);
        ColumnType known = KNOWN.get(MethodType.methodType(raw).wrap().returnType());
        if (known != null) {
            return new ColumnType(known.type, !raw.isPrimitive(), known.writer);
        } else if (raw.isEnum()) {
            return new ColumnType(DataTypes.StringType, true, value -> ((Enum<?>) value).name());
        } else if (raw.isArray()) {
            return list(of(raw.getComponentType(), within), ColumnType::elements);
        } else if (raw.isRecord() && type instanceof Class<?>) {
            if (within.contains(raw)) {
                throw new Unfit(type);
            }
            RecordColumns<?> columns = RecordColumns.within(raw.asSubclass(Record.class), within);
            return new ColumnType(columns.schema(), true, value -> columns.row((Record) value));
        } else if (type instanceof ParameterizedType generic) {
            return of(generic, raw, within);
        }
        throw new Unfit(type);
    }

    private static ColumnType of(ParameterizedType type, Class<?> raw, Set<Class<?>> within) throws Unfit {
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            ColumnType inner = of(arguments[0], within);
            return new ColumnType(inner.type, true, value -> inner.plain(((Optional<?>) value).orElse(null)));
        } else if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
            return list(of(arguments[0], within), value -> ((Collection<?>) value).toArray());
        } else if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
            return map(of(arguments[0], within), of(arguments[1], within));
        }
        throw new Unfit(type);
    }

    private static ColumnType list(ColumnType element, Function<Object, Object[]> elements) {
        return new ColumnType(DataTypes.createArrayType(element.type, element.nullable), true, value -> {
            Object[] plain = elements.apply(value).clone();
            for (int i = 0; i < plain.length; i++) {
                plain[i] = element.plain(plain[i]);
            }
            return new ArraySeq.ofRef<>(plain);
        });
    }

    private static Object[] elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .toArray();
    }

    private static ColumnType map(ColumnType key, ColumnType element) {
        DataType type = DataTypes.createMapType(key.type, element.type, element.nullable);
        return new ColumnType(type, true, value -> {
            Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((k, v) -> plain.put(key.plain(k), element.plain(v)));
            return CollectionConverters.asScala(plain);
        });
    }

    /** The value that Spark takes. */
    @Nullable
    Object plain(@Nullable Object value) {
        return value == null ? null : writer.apply(value);
    }

    /** Spark would round what has too many digits behind the point, or make null of it. */
    private static BigDecimal fitting(BigDecimal value, DecimalType type) {
        BigDecimal scaled = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (scaled.precision() > type.precision()) {
            throw new ArithmeticException(
                    "more than " + (type.precision() - type.scale()) + " digits before the point");
        }
        return scaled;
    }

    /** What may stand in a record, for messages. */
    static String known() {
        return "a number, boolean, String, enum, date, time, UUID, byte[], a record of these, or an Optional, List or Map of them";
    }
}
