package dev.jedro.duckdb;

import dev.jedro.spi.ExactValues;
import dev.jedro.spi.ExactValues.Unfit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The columns of large numbers. Their types do not depend on the numbers, so that one save has the columns of the next; what they cannot keep is refused, not rounded. */
final class ExactColumns {
    /** Of {@code BigDecimal}. */
    static final String DECIMAL = "DECIMAL(38,10)";

    private static final int SCALE = 10;
    private static final int BEFORE_POINT = 38 - SCALE;
    private static final int HUGEINT_BITS = 127;

    /** As a type, not as the name of a field. */
    private static final Pattern HUGEINT = Pattern.compile("\\bU?HUGEINT(?=[,)\\[]|$)");

    /** All numbers of 15 digits are those of a double. */
    private static final Pattern LONG_DECIMAL = Pattern.compile("(DECIMAL\\((?:1[6-9]|[23]\\d),\\d+\\))(\\[])?");

    private ExactColumns() {}

    /** The number with as many digits after the point as the column has. */
    static BigDecimal decimal(BigDecimal number) throws Unfit {
        if (number.signum() == 0) {
            return BigDecimal.ZERO.setScale(SCALE);
        }
        BigDecimal least = number.stripTrailingZeros();
        // Looked at before the scale is set, which would give 1e999999999 a billion digits.
        if (least.scale() > SCALE || (long) least.precision() - least.scale() > BEFORE_POINT) {
            throw new Unfit("a BigDecimal has at most " + BEFORE_POINT + " digits before the point and " + SCALE
                    + " after it, and this is " + ExactValues.shortened(number));
        }
        return least.setScale(SCALE);
    }

    /** The number, which fits. */
    static BigInteger whole(BigInteger number) throws Unfit {
        if (number.bitLength() > HUGEINT_BITS) {
            throw new Unfit("a BigInteger has at most 127 bits, and this is " + ExactValues.shortened(number));
        }
        return number;
    }

    /** As Parquet keeps it: of a HUGEINT, DuckDB would write a double. */
    static Relation forParquet(Relation relation) {
        return replaced(
                relation,
                column -> HUGEINT.matcher(column.type()).find()
                        ? Sql.name(column.name()) + "::"
                                + HUGEINT.matcher(column.type()).replaceAll("DECIMAL(38,0)")
                        : null);
    }

    /** As JSON keeps it: DuckDB reads a number with a point as a double, so that one with more digits has to be a text. */
    static Relation forJson(Relation relation) {
        return replaced(relation, column -> {
            String name = Sql.name(column.name());
            Matcher decimal = LONG_DECIMAL.matcher(column.type());
            if (!decimal.matches()) {
                return null;
            }
            return decimal.group(2) == null
                    ? json(name, decimal.group(1))
                    : "list_transform(" + name + ", lambda x: " + json("x", decimal.group(1)) + ")";
        });
    }

    private static String json(String number, String type) {
        return "case when try_cast(" + number + "::varchar::double::varchar as " + type + ") = " + number + " then "
                + number + "::varchar::json else to_json(" + number + "::varchar) end";
    }

    private static Relation replaced(Relation relation, Function<Column, @Nullable String> expression) {
        List<String> replaced = new ArrayList<>();
        for (Column column : relation.columns()) {
            String other = expression.apply(column);
            if (other != null) {
                replaced.add(other + " as " + Sql.name(column.name()));
            }
        }
        return replaced.isEmpty()
                ? relation
                : relation.sql("select * replace (" + String.join(", ", replaced) + ") from this");
    }
}
