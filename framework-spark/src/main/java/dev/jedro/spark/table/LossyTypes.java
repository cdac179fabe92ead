package dev.jedro.spark.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where a value would lose something on its way into a table and nobody would say so. Delta casts by the rules of ANSI's store assignment: it refuses a number that is too large, but cuts fractions
 * off, rounds digits away and drops the time of a moment.
 */
final class LossyTypes {
    private static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    private static final Set<DataType> MOMENTS = Set.of(DataTypes.TimestampType, DataTypes.TimestampNTZType);

    private LossyTypes() {}

    /** The columns whose values would be cut, each with both types. */
    static List<String> of(StructType rows, StructType table) {
        return Arrays.stream(rows.fields())
                .flatMap(field -> of(field, table).stream())
                .toList();
    }

    private static Optional<String> of(StructField field, StructType table) {
        return Schemas.field(table, field.name())
                .map(StructField::dataType)
                .filter(type -> loses(field.dataType(), type))
                .map(type -> "'" + field.name() + "' is " + field.dataType().sql() + ", and " + type.sql()
                        + " in the table");
    }

    private static boolean loses(DataType from, DataType to) {
        if (from instanceof StructType one && to instanceof StructType other) {
            return !of(one, other).isEmpty();
        } else if (from instanceof ArrayType one && to instanceof ArrayType other) {
            return loses(one.elementType(), other.elementType());
        } else if (from instanceof MapType one && to instanceof MapType other) {
            return loses(one.keyType(), other.keyType()) || loses(one.valueType(), other.valueType());
        } else if (from instanceof DecimalType number) {
            return to instanceof DecimalType target
                    ? target.scale() < number.scale()
                    : WHOLE.contains(to) && number.scale() > 0;
        } else if (from.equals(DataTypes.DoubleType) || from.equals(DataTypes.FloatType)) {
            return WHOLE.contains(to)
                    || to instanceof DecimalType
                    || (from.equals(DataTypes.DoubleType) && to.equals(DataTypes.FloatType));
        }
        return MOMENTS.contains(from) && to.equals(DataTypes.DateType);
    }
}
