package dev.jedro.spark.table;

import dev.jedro.spark.failure.TableCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options of {@code spark.ManagedTable} and {@code databricks.ManagedTable}.
 *
 * @param session a session of spark.yml; the one without a name unless given
 * @param catalog of the table; the session's own unless given
 * @param database of the table, also called schema; {@code default} unless given
 * @param table its name
 * @param writeMode what a save does; read-only unless given
 * @param primaryKey the columns that tell rows apart; needed to upsert
 * @param version the version to load; the newest unless given
 * @param timestamp a moment whose version is loaded, for instance {@code 2026-11-20 15:12:06}
 * @param schema columns and types, in Spark's DDL or JSON: what is made, and what is loaded and saved, in this order
 * @param schemaFile a file with the schema, instead of {@code schema}
 * @param partitionColumns by which a new table is divided into folders
 * @param clusterBy by which a new table is clustered (liquid clustering)
 * @param ownerGroup who is made the owner, where the catalog has owners
 * @param constraints conditions that every row has to keep, by name
 * @param tableProperties properties of the table
 * @param comment what the table is
 * @param location where the data of an external table lies; the catalog decides unless given
 * @param evolveSchema whether an append or upsert may add columns; no unless given
 * @param replaceWhere which rows an overwrite replaces; all unless given
 */
public record ManagedTableOptions(
        Optional<String> session,
        Optional<String> catalog,
        Optional<String> database,
        String table,
        Optional<WriteMode> writeMode,
        Optional<List<String>> primaryKey,
        Optional<Long> version,
        Optional<String> timestamp,
        Optional<String> schema,
        Optional<String> schemaFile,
        Optional<List<String>> partitionColumns,
        Optional<List<String>> clusterBy,
        Optional<String> ownerGroup,
        Optional<Map<String, String>> constraints,
        Optional<Map<String, String>> tableProperties,
        Optional<String> comment,
        Optional<String> location,
        Optional<Boolean> evolveSchema,
        Optional<String> replaceWhere)
        implements SparkOptions {

    /** What a save does with the rows that are there. */
    public enum WriteMode {
        /** Replaces them. */
        OVERWRITE,
        /** Leaves them. */
        APPEND,
        /** Replaces those with the same key, and leaves the others. */
        UPSERT
    }

    /** @throws dev.jedro.problem.JedroException if they contradict each other */
    public ManagedTableOptions {
        new TableName(catalog, database.or(() -> Optional.of("default")), table);
        Schemas.check(schema, schemaFile);
        if (upserts(writeMode) && primaryKey.filter(keys -> !keys.isEmpty()).isEmpty()) {
            throw Schemas.refused(
                    TableCode.NO_KEY,
                    "write_mode upsert needs a primary_key",
                    "add the columns that tell rows apart:  primary_key: [id]");
        }
        primaryKey.ifPresent(keys -> distinct("primary_key", keys));
        partitionColumns.ifPresent(columns -> distinct("partition_columns", columns));
        clusterBy.ifPresent(columns -> distinct("cluster_by", columns));
        contradict("version", version.isPresent(), "timestamp", timestamp.isPresent());
        contradict("partition_columns", partitionColumns.isPresent(), "cluster_by", clusterBy.isPresent());
        version.filter(number -> number < 0).ifPresent(number -> {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "version " + number + " is negative",
                    "give the number of a version, from 0 on");
        });
        timestamp.filter(moment -> !isMoment(moment)).ifPresent(moment -> {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "timestamp '" + moment + "' is not a moment",
                    "write it like 2026-11-20, 2026-11-20 15:12:06 or 2026-11-20T15:12:06Z");
        });
        if (replaceWhere.isPresent() && !writeMode.equals(Optional.of(WriteMode.OVERWRITE))) {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "replace_where says which rows an overwrite replaces",
                    "add 'write_mode: overwrite', or remove replace_where");
        }
        if (replaceWhere.isPresent() && evolveSchema.orElse(false)) {
            throw Schemas.refused(
                    TableCode.BAD_OPTIONS,
                    "evolve_schema and replace_where are both given: Delta changes no columns where some rows stay",
                    "remove one of them");
        }
    }

    private static void contradict(String one, boolean hasOne, String other, boolean hasOther) {
        if (hasOne && hasOther) {
            throw Schemas.refused(TableCode.BAD_OPTIONS, one + " and " + other + " are both given", "keep one of them");
        }
    }

    private static void distinct(String option, List<String> columns) {
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(column -> column.isBlank() || !seen.add(column.toLowerCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(column -> {
                    throw Schemas.refused(
                            TableCode.BAD_OPTIONS,
                            option + (column.isBlank() ? " has an empty name" : " names '" + column + "' twice"),
                            "name each column once");
                });
    }

    static boolean isMoment(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            return iso.length() <= 10
                    ? LocalDate.parse(iso).getYear() > 0
                    : iso.endsWith("Z")
                            ? Instant.parse(iso).isAfter(Instant.EPOCH)
                            : LocalDateTime.parse(iso).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean upserts(Optional<WriteMode> mode) {
        return mode.equals(Optional.of(WriteMode.UPSERT));
    }

    TableName tableName() {
        return new TableName(catalog, database.or(() -> Optional.of("default")), table);
    }

    boolean upserts() {
        return upserts(writeMode);
    }

    boolean overwrites() {
        return writeMode.equals(Optional.of(WriteMode.OVERWRITE));
    }

    boolean evolves() {
        return evolveSchema.orElse(false);
    }

    List<String> keys() {
        return primaryKey.orElse(List.of());
    }

    List<String> partitions() {
        return partitionColumns.orElse(List.of());
    }

    /** Whether they say how a table is divided. */
    boolean divides() {
        return partitionColumns.isPresent() || clusterBy.isPresent();
    }

    List<String> clusters() {
        return clusterBy.orElse(List.of());
    }
}
