package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.col;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spi.DatasetContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns and their types as users write them: in Spark's DDL or its JSON, in the catalog or in a file. */
final class Schemas {
    private Schemas() {}

    /** Refuses a schema that cannot be read, so that it is told before anything runs. */
    static void check(Optional<String> schema, Optional<String> schemaFile) {
        if (schema.isPresent() && schemaFile.isPresent()) {
            throw refused(TableCode.BAD_OPTIONS, "schema and schema_file are both given", "keep one of them");
        }
        schema.ifPresent(Schemas::parse);
    }

    static JedroException refused(TableCode code, String what, String fix) {
        return new JedroException(Problem.error(code, what).fix(fix));
    }

    static Optional<StructType> of(Optional<String> schema, Optional<String> schemaFile, DatasetContext context)
            throws IOException {
        if (schemaFile.isEmpty()) {
            return schema.map(Schemas::parse);
        }
        Path file = context.resolve(schemaFile.get());
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (JedroException e) {
            Problem problem = e.problems().get(0);
            throw new JedroException(java.util.List.of(problem.at(dev.jedro.problem.Place.of(context.shown(file)))), e);
        }
    }

    static StructType parse(String text) {
        try {
            if (text.strip().startsWith("{") && DataType.fromJson(text) instanceof StructType struct) {
                return struct;
            }
            return StructType.fromDDL(text.strip());
        } catch (Exception e) {
            throw refused(
                    TableCode.BAD_SCHEMA,
                    "the schema cannot be understood: " + TableFailures.said(e),
                    "write it like:  id BIGINT NOT NULL, name STRING COMMENT 'as printed', amount DECIMAL(10,2)");
        }
    }

    /** The same with every value allowed to be missing: that a query has none missing today is no rule for a table. */
    static StructType nullable(StructType schema) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> new StructField(field.name(), nullable(field.dataType()), true, field.metadata()))
                .toArray(StructField[]::new));
    }

    private static DataType nullable(DataType type) {
        if (type instanceof StructType struct) {
            return nullable(struct);
        } else if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(nullable(array.elementType()), true);
        } else if (type instanceof MapType map) {
            return DataTypes.createMapType(nullable(map.keyType()), nullable(map.valueType()), true);
        }
        return type;
    }

    /** Whether both have the same columns of the same types, in any order; what may be missing does not count. */
    static boolean alike(StructType one, StructType other) {
        return one.length() == other.length()
                && Arrays.stream(one.fields())
                        .allMatch(field -> field(other, field.name())
                                .filter(same -> nullable(same.dataType()).equals(nullable(field.dataType())))
                                .isPresent());
    }

    /** The rows, whose columns without comments have those of the columns that a table has by the same names. */
    static Dataset<Row> commented(Dataset<Row> rows, StructType table) {
        Column[] columns = Arrays.stream(rows.schema().fields())
                .map(field -> {
                    Optional<String> comment = field.getComment().isDefined()
                            ? Optional.empty()
                            : field(table, field.name())
                                    .filter(known -> known.getComment().isDefined())
                                    .map(known -> known.getComment().get());
                    Column column = col(Sql.name(field.name()));
                    return comment.map(text -> column.as(
                                    field.name(),
                                    new MetadataBuilder()
                                            .withMetadata(field.metadata())
                                            .putString("comment", text)
                                            .build()))
                            .orElse(column);
                })
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** How the columns of rows differ from those of a table, in words. */
    static List<String> differences(StructType rows, StructType table) {
        List<String> all = new ArrayList<>();
        for (StructField given : rows.fields()) {
            Optional<StructField> known = field(table, given.name());
            String is = nullable(given.dataType()).sql();
            if (known.isEmpty()) {
                all.add("'" + given.name() + "' is new");
            } else if (!nullable(known.get().dataType()).sql().equals(is)) {
                all.add("'" + given.name() + "' is " + is + ", not "
                        + known.get().dataType().sql());
            }
        }
        for (String name : table.fieldNames()) {
            if (field(rows, name).isEmpty()) {
                all.add("'" + name + "' is missing");
            }
        }
        return all;
    }

    /** A column by its name, without regard to case as in SQL. */
    static Optional<StructField> field(StructType schema, String name) {
        return Arrays.stream(schema.fields())
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
