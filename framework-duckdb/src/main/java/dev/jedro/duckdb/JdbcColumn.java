package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.ExactValues;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A column of another database's result, and of its numbers how many digits they have had so far. */
final class JdbcColumn {
    private static final int MOST_DIGITS = 38;
    /** Where the database names no scale and no number has more: so that the type seldom depends on the numbers. */
    private static final int USUAL_SCALE = 10;

    /** What PostgreSQL's driver gives for infinity. */
    private static final Set<Object> ENDLESS = Set.of(
            LocalDate.MIN, LocalDate.MAX, LocalDateTime.MIN, LocalDateTime.MAX, OffsetDateTime.MIN, OffsetDateTime.MAX);

    private final String name;
    private final String type;
    private final boolean measured;
    private final int scale;
    private int needed;
    private int beforePoint;

    private JdbcColumn(String name, String type, boolean measured, int scale) {
        this.name = name;
        this.type = type;
        this.measured = measured;
        this.scale = scale;
    }

    static JdbcColumn of(ResultSetMetaData data, int column) throws SQLException {
        String name = data.getColumnLabel(column);
        String own = String.valueOf(data.getColumnTypeName(column)).toLowerCase(Locale.ROOT);
        int precision = data.getPrecision(column);
        String type = type(own, data.getColumnType(column), precision);
        int scale = data.getScale(column);
        boolean known = precision > 0 && scale >= 0 && scale <= precision && !own.equals("decfloat");
        if (!type.equals("DECIMAL")) {
            return new JdbcColumn(name, type, false, 0);
        } else if (known && precision <= MOST_DIGITS) {
            return new JdbcColumn(name, "DECIMAL(" + precision + "," + scale + ")", false, 0);
        }
        return new JdbcColumn(name, type, true, known && scale <= MOST_DIGITS ? scale : USUAL_SCALE);
    }

    /** By the database's own name where its number says too little: PostgreSQL has one for all kinds of timestamps. */
    private static String type(String own, int number, int precision) {
        if (own.equals("uuid")) {
            return "UUID";
        } else if (own.equals("timetz")
                || own.startsWith("time with")
                || (own.startsWith("time(") && own.endsWith("with time zone"))) {
            return "VARCHAR";
        } else if (own.equals("timestamptz") || own.equals("datetimeoffset") || own.endsWith("time zone")) {
            return "TIMESTAMP WITH TIME ZONE";
        } else if (own.equals("decfloat")) {
            return "DECIMAL";
        }
        return switch (number) {
            case Types.BIT -> precision > 1 ? "VARCHAR" : "BOOLEAN";
            case Types.BOOLEAN -> "BOOLEAN";
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> "INTEGER";
            case Types.BIGINT -> "BIGINT";
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> "DOUBLE";
            case Types.NUMERIC, Types.DECIMAL -> "DECIMAL";
            case Types.DATE -> "DATE";
            case Types.TIME -> "TIME";
            case Types.TIMESTAMP -> "TIMESTAMP";
            case Types.TIMESTAMP_WITH_TIMEZONE -> "TIMESTAMP WITH TIME ZONE";
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "BLOB";
            default -> "VARCHAR";
        };
    }

    String name() {
        return name;
    }

    /** Whether its type depends on its numbers, which are texts until all are known. */
    boolean isMeasured() {
        return measured;
    }

    /** DuckDB's type for the values that {@link #value} gives. */
    String stored() {
        return measured ? "VARCHAR" : type;
    }

    /** DuckDB's type that holds all values seen. */
    String type() {
        return measured
                ? "DECIMAL(" + MOST_DIGITS + "," + Math.min(Math.max(scale, needed), MOST_DIGITS - beforePoint) + ")"
                : type;
    }

    /** The value of the row at which the result stands. */
    @Nullable
    Object value(ResultSet rows, int column, long row) throws SQLException {
        @Nullable
        Object value = switch (type) {
            case "BOOLEAN" -> rows.getBoolean(column);
            case "INTEGER" -> rows.getInt(column);
            case "BIGINT" -> rows.getLong(column);
            case "DOUBLE" -> rows.getDouble(column);
            case "DATE" -> rows.getObject(column, LocalDate.class);
            case "TIME" -> rows.getObject(column, LocalTime.class);
            case "TIMESTAMP" -> rows.getObject(column, LocalDateTime.class);
            case "TIMESTAMP WITH TIME ZONE" -> rows.getObject(column, OffsetDateTime.class);
            case "BLOB" -> rows.getBytes(column);
            case "UUID" -> rows.getObject(column, UUID.class);
            case "VARCHAR" -> rows.getString(column);
            default -> rows.getBigDecimal(column);
        };
        if (rows.wasNull()) {
            return null;
        }
        if (value != null && ENDLESS.contains(value)) {
            throw new JedroException(Problem.error(
                            DuckDbCode.UNKEPT_VALUE,
                            "A time is infinite, which no column keeps: row " + row + ", column '" + name + "'.")
                    .fix("say in the SQL of a duckdb.Query what stands for it, for instance NULL"));
        }
        return measured && value instanceof BigDecimal number ? measured(number, row) : value;
    }

    private String measured(BigDecimal number, long row) {
        BigDecimal least = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        int after = Math.max(0, least.scale());
        int before = Math.max(0, least.precision() - least.scale());
        needed = Math.max(needed, after);
        beforePoint = Math.max(beforePoint, before);
        if (needed + beforePoint > MOST_DIGITS) {
            throw new JedroException(Problem.error(
                            DuckDbCode.UNKEPT_VALUE,
                            "A number has too many digits for its column: row " + row + ", column '" + name + "': "
                                    + ExactValues.shortened(number)
                                    + ". A column has 38 digits, of which the rows up to here need "
                                    + beforePoint + " before the point and " + needed + " after it.")
                    .fix("round it in the SQL of a duckdb.Query, for instance  cast(" + name + " as decimal(38, 10))")
                    .fix("read it as a text:  cast(" + name + " as varchar(100))"));
        }
        return least.toPlainString();
    }
}
