package dev.jedro.spark.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Looks for keys that would make an upsert ambiguous, before the table is touched: Delta finds some of them late, and others never. */
final class KeyCheck {
    private static final String COUNT = "jedro rows of this key";
    private static final int SHOWN = 3;

    private KeyCheck() {}

    /** @param target the columns of the table if they are known: a key that must not be missing there must not be missing here */
    static void run(Dataset<Row> rows, List<String> keys, Optional<StructType> target) {
        List<String> required = keys.stream()
                .filter(key -> target.flatMap(schema -> Schemas.field(schema, key))
                        .filter(field -> !field.nullable())
                        .isPresent())
                .toList();
        Column isWrong = col(Sql.name(COUNT)).gt(1);
        for (String key : required) {
            isWrong = isWrong.or(col(Sql.name(key)).isNull());
        }
        // As the table will hold them: 5 and 5.0 are one key of a column of whole numbers.
        List<Row> wrong = rows.groupBy(
                        keys.stream().map(key -> held(key, target)).toArray(Column[]::new))
                .agg(count(lit(1)).as(COUNT))
                .where(isWrong)
                .limit(SHOWN)
                .collectAsList();
        if (wrong.isEmpty()) {
            return;
        }
        Optional<Row> missing = wrong.stream()
                .filter(row -> required.stream().anyMatch(key -> row.isNullAt(row.fieldIndex(key))))
                .findFirst();
        if (missing.isPresent()) {
            throw new JedroException(Problem.error(
                            TableCode.NULL_KEYS,
                            "rows that are to be upserted have no value in a key that must have one: "
                                    + shown(missing.get(), keys))
                    .fix("leave these rows out in the node, or fill their key"));
        }
        throw new JedroException(Problem.error(
                        TableCode.DUPLICATE_KEYS,
                        "rows that are to be upserted share a key: "
                                + wrong.stream().map(row -> shown(row, keys)).collect(Collectors.joining(", ")))
                .fix("let the node leave one row for each key, for instance with dropDuplicates")
                .fix("add the column that tells them apart to 'primary_key'"));
    }

    private static Column held(String key, Optional<StructType> target) {
        Column given = col(Sql.name(key));
        return target.flatMap(schema -> Schemas.field(schema, key))
                .map(field -> given.cast(field.dataType()).as(key))
                .orElse(given);
    }

    private static String shown(Row row, List<String> keys) {
        StructField[] fields = row.schema().fields();
        String values = IntStream.range(0, keys.size())
                .mapToObj(i -> fields[i].name() + "=" + row.get(i))
                .collect(Collectors.joining(" "));
        long count = row.getLong(keys.size());
        return values + (count > 1 ? " (" + count + " times)" : "");
    }
}
