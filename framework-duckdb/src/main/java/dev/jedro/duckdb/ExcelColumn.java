package dev.jedro.duckdb;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** A column of a sheet, and what its values have been so far. */
final class ExcelColumn {
    private enum Kind {
        WHOLE,
        REAL,
        TRUTH,
        DATE,
        TIME,
        TEXT
    }

    /** All numbers of so many characters fit into 64 bits. */
    private static final int MOST_DIGITS = 18;

    private final String name;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
    private final Map<String, Boolean> dateFormats = new HashMap<>();

    ExcelColumn(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** DuckDB's type that holds all values seen. */
    String type() {
        if (Set.of(Kind.WHOLE).equals(seen)) {
            return "BIGINT";
        } else if (!seen.isEmpty() && Set.of(Kind.WHOLE, Kind.REAL).containsAll(seen)) {
            return "DOUBLE";
        } else if (Set.of(Kind.TRUTH).equals(seen)) {
            return "BOOLEAN";
        } else if (Set.of(Kind.DATE).equals(seen)) {
            return "DATE";
        } else if (!seen.isEmpty() && Set.of(Kind.DATE, Kind.TIME).containsAll(seen)) {
            return "TIMESTAMP";
        }
        return "VARCHAR";
    }

    /** The cell's value as a text that DuckDB casts to its type; null if there is none. The place is only asked for if the cell is wrong. */
    @Nullable
    String text(Cell cell, Supplier<Place> place) {
        CellType type = cell.getType();
        String raw = cell.getRawValue();
        if (type == CellType.EMPTY || raw == null || raw.isEmpty()) {
            return null;
        }
        if (type == CellType.ERROR || (type == CellType.FORMULA && raw.startsWith("#"))) {
            throw new JedroException(Problem.error(
                            DuckDbCode.BAD_ROW,
                            "Cell " + cell.getAddress() + " of column '" + name + "' has the error " + raw + ".")
                    .at(place.get())
                    .fix("correct the formula in the workbook"));
        }
        if (type == CellType.NUMBER || (type == CellType.FORMULA && isNumber(raw))) {
            return number(cell, raw);
        }
        if (type == CellType.BOOLEAN) {
            seen.add(Kind.TRUTH);
            return raw.equals("1") || raw.equalsIgnoreCase("true") ? "true" : "false";
        }
        seen.add(Kind.TEXT);
        return type == CellType.STRING ? cell.asString() : raw;
    }

    private String number(Cell cell, String raw) {
        String format = cell.getDataFormatString();
        if (format != null && dateFormats.computeIfAbsent(format, ExcelColumn::isDate)) {
            LocalDateTime time = cell.asDate();
            boolean day = time.toLocalTime().equals(LocalTime.MIDNIGHT);
            seen.add(day ? Kind.DATE : Kind.TIME);
            return day ? time.toLocalDate().toString() : time.toString();
        }
        seen.add(isWhole(raw) ? Kind.WHOLE : Kind.REAL);
        return raw;
    }

    private static boolean isWhole(String raw) {
        if (raw.length() > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String raw) {
        try {
            return new BigDecimal(raw).precision() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether a format has a year or a day; texts in quotes, escapes and colours in brackets do not count. */
    private static boolean isDate(String format) {
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.", "").toLowerCase(Locale.ROOT);
        return !bare.contains("general") && (bare.contains("y") || bare.contains("d"));
    }
}
