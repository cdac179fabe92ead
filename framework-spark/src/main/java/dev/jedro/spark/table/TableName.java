package dev.jedro.spark.table;

import dev.jedro.spark.failure.TableCode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The full name of a table. What is left out is that of the session, which is never changed.
 *
 * @param catalog empty for the session's own
 * @param database also called schema; empty for the session's own
 */
record TableName(Optional<String> catalog, Optional<String> database, String table) {

    TableName {
        Stream.concat(Stream.concat(catalog.stream(), database.stream()), Stream.of(table))
                .forEach(TableName::check);
        if (catalog.isPresent() && database.isEmpty()) {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "catalog '" + catalog.get() + "' is given without a database",
                    "add 'database: …', or leave the catalog out");
        }
    }

    /** What Unity Catalog refuses; all else is allowed, and quoted. */
    private static void check(String part) {
        if (part.isBlank() || part.chars().anyMatch(c -> c < ' ' || c == 127 || c == '/')) {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "'" + part + "' cannot be the name of a table, database or catalog",
                    "give it a name without '/' and control characters; each part has a key of its own");
        }
    }

    private Stream<String> parts() {
        return Stream.concat(Stream.concat(catalog.stream(), database.stream()), Stream.of(table));
    }

    /** For SQL, quoted. */
    String sql() {
        return parts().map(Sql::name).collect(Collectors.joining("."));
    }

    /** The schema that it is in, for SQL; empty if it is the session's own. */
    Optional<String> schemaSql() {
        return database.map(name ->
                Stream.concat(catalog.stream(), Stream.of(name)).map(Sql::name).collect(Collectors.joining(".")));
    }

    @Override
    public String toString() {
        return parts().collect(Collectors.joining("."));
    }
}
