package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import dev.jedro.spark.failure.TableFailures;
import dev.jedro.spark.table.DeltaTable.State;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Conditions that the catalog sets and a table does not keep itself: constraints that it has not got yet, and {@code NOT NULL}, which Delta forgets when an overwrite changes columns and never takes
 * again. They are looked at while the rows are written, so that rows which break one leave the table as it was.
 */
final class RowGuard {
    private final Map<String, Column> conditions = new LinkedHashMap<>();

    private RowGuard() {}

    /** @param replaced whether the table's columns become those of the rows */
    static RowGuard of(ManagedTableOptions options, Optional<StructType> schema, State state, boolean replaced) {
        RowGuard guard = new RowGuard();
        schema.ifPresent(columns -> Arrays.stream(columns.fields())
                .filter(field -> !field.nullable())
                .filter(field -> replaced || isNullable(state.schema(), field.name()))
                .forEach(field -> guard.conditions.put(
                        field.name() + " IS NOT NULL",
                        col(Sql.name(field.name())).isNotNull())));
        options.constraints().orElse(Map.of()).forEach((name, condition) -> {
            if (!condition.equals(state.constraint(name))) {
                guard.conditions.put(name + " (" + condition + ")", expr(condition));
            }
        });
        return guard;
    }

    private static boolean isNullable(StructType table, String column) {
        return Schemas.field(table, column).map(StructField::nullable).orElse(true);
    }

    /** The rows, which fail where they are computed if one breaks a condition. As for Delta, a condition whose value is missing is broken. */
    Dataset<Row> on(Dataset<Row> rows) {
        if (conditions.isEmpty()) {
            return rows;
        }
        StructField first = rows.schema().fields()[0];
        Column value = col(Sql.name(first.name()));
        Column guarded = value;
        for (Map.Entry<String, Column> condition : conditions.entrySet()) {
            guarded = when(
                            coalesce(not(condition.getValue()), lit(true)),
                            raise_error(lit(TableFailures.BROKEN_CONDITION + condition.getKey())))
                    .otherwise(guarded);
        }
        Column[] columns = Arrays.stream(rows.schema().fieldNames())
                .map(name -> col(Sql.name(name)))
                .toArray(Column[]::new);
        columns[0] = guarded.as(first.name(), first.metadata());
        return rows.select(columns);
    }
}
