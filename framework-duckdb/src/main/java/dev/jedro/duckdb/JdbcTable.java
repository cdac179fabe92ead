package dev.jedro.duckdb;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a table stands in another database, with the names as that database spells them. A name in lower case is in the database's own case: {@code companies} is
 * {@code COMPANIES} where names without quotes become that.
 *
 * @param schema null if the database has none
 * @param quote what stands around names; may be empty
 * @param columns with the database's names of their types, in the table's order; empty if there is no such table
 */
record JdbcTable(@Nullable String schema, String name, String quote, List<Column> columns) {

    /** Looks the table up. */
    static JdbcTable find(Connection connection, TableType.Options options) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        String schema = schema(connection, options);
        String name = spelled(tables(connection, schema), options.table(), data);
        String quote = data.getIdentifierQuoteString().strip();
        return new JdbcTable(schema, name, quote, columns(connection, schema, name));
    }

    /** The tables and views beside it. */
    static List<String> names(Connection connection, TableType.Options options) throws SQLException {
        return tables(connection, schema(connection, options));
    }

    static boolean storesUpperCase(Connection connection) throws SQLException {
        return connection.getMetaData().storesUpperCaseIdentifiers();
    }

    boolean exists() {
        return !columns.isEmpty();
    }

    /** The whole name, in quotes. */
    String sql() {
        return schema == null ? quoted(name) : quoted(schema) + "." + quoted(name);
    }

    String quoted(String identifier) {
        return quote.isEmpty() ? identifier : quote + identifier.replace(quote, quote + quote) + quote;
    }

    /** The table's own column; empty if it has none such. */
    Optional<Column> column(String wanted) {
        return meant(columnNames(), wanted)
                .map(name -> columns.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** A query of all columns; names in the database's own case come in lower case. */
    String select(boolean storesUpperCase) {
        return columnNames().stream()
                .map(column -> {
                    boolean own = storesUpperCase && column.equals(column.toUpperCase(Locale.ROOT));
                    return quoted(column) + " as " + quoted(own ? column.toLowerCase(Locale.ROOT) : column);
                })
                .collect(Collectors.joining(", ", "select ", " from " + sql()));
    }

    /** The statement that makes the table, with the types of standard SQL. */
    static String create(Connection connection, JdbcTable table, List<Column> columns) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        Map<String, String> own = ownTypes(data);
        List<String> definitions = new ArrayList<>();
        for (Column column : columns) {
            definitions.add(table.quoted(own(column.name(), data)) + " " + type(column.type(), own));
        }
        return "create table " + table.sql() + " (" + String.join(", ", definitions) + ")";
    }

    /** The names of the database's types in lower case, with what may stand in brackets after each; empty for nothing. */
    private static Map<String, String> ownTypes(DatabaseMetaData data) throws SQLException {
        Map<String, String> types = new HashMap<>();
        try (ResultSet rows = data.getTypeInfo()) {
            while (rows.next()) {
                String parameters = rows.getString("CREATE_PARAMS");
                types.put(rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT), parameters == null ? "" : parameters);
            }
        }
        return types;
    }

    /** Without digits after it, {@code time} keeps whole seconds in some databases, others do not take any. */
    private static String withMicroseconds(String type, Map<String, String> own) {
        return own.getOrDefault(type, "").isEmpty() ? type : type + "(6)";
    }

    private static String type(String duckdb, Map<String, String> own) {
        return switch (duckdb) {
            case "TINYINT", "UTINYINT", "SMALLINT" -> "smallint";
            case "USMALLINT", "INTEGER" -> "integer";
            case "UINTEGER", "BIGINT" -> "bigint";
            case "UBIGINT", "HUGEINT", "UHUGEINT" -> "decimal(38, 0)";
            case "FLOAT", "DOUBLE" -> "double precision";
            case "BOOLEAN", "DATE", "BLOB" -> duckdb.toLowerCase(Locale.ROOT);
            case "TIME" -> withMicroseconds("time", own);
            case "UUID" -> own.containsKey("uuid") ? "uuid" : "varchar";
            case "TIMESTAMP WITH TIME ZONE" -> "timestamp with time zone";
            default ->
                duckdb.startsWith("DECIMAL")
                        ? duckdb.toLowerCase(Locale.ROOT)
                        : duckdb.startsWith("TIMESTAMP") ? withMicroseconds("timestamp", own) : "varchar";
        };
    }

    private static @Nullable String schema(Connection connection, TableType.Options options) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        if (!data.supportsSchemasInDataManipulation()) {
            return null;
        }
        String wanted = options.schema().orElse(connection.getSchema());
        if (wanted == null) {
            return null;
        }
        List<String> schemas;
        try (ResultSet rows = data.getSchemas()) {
            schemas = texts(rows, "TABLE_SCHEM");
        }
        return spelled(schemas, wanted, data);
    }

    /** Of the names that there are the one that is meant; where there is none, as the database would spell it. */
    private static String spelled(List<String> names, String wanted, DatabaseMetaData data) throws SQLException {
        Optional<String> known = meant(names, wanted);
        return known.isPresent() ? known.get() : own(wanted, data);
    }

    private static Optional<String> meant(List<String> names, String wanted) {
        Optional<String> exact = names.stream().filter(wanted::equals).findFirst();
        return exact.isPresent()
                ? exact
                : names.stream().filter(wanted::equalsIgnoreCase).findFirst();
    }

    private static String own(String name, DatabaseMetaData data) throws SQLException {
        boolean plain = name.equals(name.toLowerCase(Locale.ROOT));
        return plain && data.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static List<String> tables(Connection connection, @Nullable String schema) throws SQLException {
        try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), schema, "%", null)) {
            return texts(rows, "TABLE_NAME");
        }
    }

    private static List<String> texts(ResultSet rows, String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(column));
        }
        return texts;
    }

    /** Asked for all columns that the pattern fits, since {@code _} in a name is a pattern. */
    private static List<Column> columns(Connection connection, @Nullable String schema, String table)
            throws SQLException {
        try (ResultSet rows = connection.getMetaData().getColumns(connection.getCatalog(), schema, table, "%")) {
            List<Column> columns = new ArrayList<>();
            while (rows.next()) {
                if (table.equals(rows.getString("TABLE_NAME"))) {
                    columns.add(new Column(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME")));
                }
            }
            return columns;
        }
    }
}
