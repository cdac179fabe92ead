package dev.jedro.duckdb;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.util.List;

/** Looks for columns by name. DuckDB takes upper and lower case for the same letter, so this does. */
final class Columns {
    private Columns() {}

    /** All these columns must be there. */
    static void require(Relation relation, List<String> wanted) {
        CallSite site = CallSite.ofCaller();
        Problems problems = new Problems();
        for (String name : wanted) {
            if (relation.columns().stream().noneMatch(column -> column.name().equalsIgnoreCase(name))) {
                problems.add(site.addTo(missing("There is no column '" + name + "'.", name, relation.columns())));
            }
        }
        problems.throwIfErrors();
    }

    /** A table to which rows are saved must have all their columns. */
    static void requireInTable(String table, List<String> known, List<Column> saved) {
        Problems problems = new Problems();
        for (Column column : saved) {
            if (known.stream().noneMatch(column.name()::equalsIgnoreCase)) {
                problems.add(Problem.error(
                                DuckDbCode.JDBC_TABLE,
                                "The table '" + table + "' has no column '" + column.name() + "'.")
                        .near(NearNames.of(column.name(), known))
                        .fix("rename or leave out the column in SQL, or change the table, which has "
                                + String.join(", ", known)));
            }
        }
        problems.throwIfErrors();
    }

    static Problem missing(String what, String name, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        return Problem.error(DuckDbCode.MISSING_COLUMN, what)
                .near(NearNames.of(name, names))
                .fix("use one of the columns that there are: " + NearestFirst.of(name, names));
    }
}
