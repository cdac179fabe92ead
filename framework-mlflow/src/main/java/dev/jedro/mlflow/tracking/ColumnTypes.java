package dev.jedro.mlflow.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Java's types by MLflow's names. */
public final class ColumnTypes {
    private ColumnTypes() {}

    public static String of(Class<?> type) {
        if (type == int.class || type == Integer.class || type == short.class || type == Short.class) {
            return "integer";
        }
        if (type == long.class || type == Long.class) {
            return "long";
        }
        if (type == float.class || type == Float.class) {
            return "float";
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return "double";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == byte[].class) {
            return "binary";
        }
        return type == LocalDate.class || type == LocalDateTime.class || type == Instant.class ? "datetime" : "string";
    }
}
