package dev.jedro.duckdb;

import dev.jedro.problem.SnakeCase;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The columns of a file as a record's components say. What DuckDB finds in the first rows is a guess: a whole number there makes it round the 1.5 that comes later, a double cuts digits off, and
 * a text that looks like a date is one.
 */
final class RecordColumns {
    private RecordColumns() {}

    /**
     * @param found all columns of the file
     * @param real DuckDB's type to read numbers of double precision as
     * @param guessed for components of which types the guess is to be kept
     */
    static List<Column> in(List<Column> found, Class<? extends Record> row, String real, Predicate<Type> guessed) {
        Map<String, String> types = new HashMap<>();
        Arrays.stream(row.getRecordComponents())
                .filter(component -> !guessed.test(component.getGenericType()))
                .forEach(component -> add(component, real, found, types));
        return found.stream()
                .map(column -> new Column(column.name(), types.getOrDefault(column.name(), column.type())))
                .toList();
    }

    /** Columns for all components, as if a file without rows had them. */
    static List<Column> of(Class<? extends Record> row) {
        return Arrays.stream(row.getRecordComponents())
                .map(component -> new Column(SnakeCase.of(component.getName()), "VARCHAR"))
                .toList();
    }

    private static void add(RecordComponent component, String real, List<Column> found, Map<String, String> types) {
        String type = TextValues.column(component.getGenericType(), real);
        if (type != null) {
            RecordReader.column(component.getName(), found).ifPresent(column -> types.put(column.name(), type));
        }
    }
}
