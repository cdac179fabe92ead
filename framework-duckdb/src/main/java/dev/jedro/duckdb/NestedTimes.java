package dev.jedro.duckdb;

import dev.jedro.problem.TypeText;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Local times within lists and structs. JDBC gives them as moments in the zone of this machine, where some times of day are missing once a year, so DuckDB is asked for their texts.
 */
final class NestedTimes {
    /** As a type, not as the name of a field. */
    private static final Pattern LOCAL_TIME = Pattern.compile("\\bTIMESTAMP(_S|_MS|_NS)?(?=[,)\\[]|$)");

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private NestedTimes() {}

    /** What to select so that the column's values can be read as this type. */
    static String select(Column column, Type type) {
        String name = Sql.name(column.name());
        boolean nested = column.type().endsWith("]") || column.type().startsWith("STRUCT");
        return nested && LOCAL_TIME.matcher(column.type()).find() && asksForLocalTime(type)
                ? "cast(" + name + " as " + LOCAL_TIME.matcher(column.type()).replaceAll("VARCHAR") + ") as " + name
                : name;
    }

    private static boolean asksForLocalTime(Type type) {
        Class<?> raw = TypeText.raw(type);
        if (raw == LocalDateTime.class || raw == LocalDate.class) {
            return true;
        }
        if (raw.isRecord()) {
            return Arrays.stream(raw.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .anyMatch(NestedTimes::asksForLocalTime);
        }
        return type instanceof ParameterizedType generic
                && Arrays.stream(generic.getActualTypeArguments()).anyMatch(NestedTimes::asksForLocalTime);
    }

    /** The text of a time as one, where one is wanted; anything else as it is. */
    static Object read(Object value, Type type) {
        Class<?> raw = TypeText.raw(type);
        boolean wanted = raw == LocalDateTime.class || raw == LocalDate.class;
        return wanted && value instanceof String text && text.length() > 10 ? LocalDateTime.parse(text, FORM) : value;
    }
}
