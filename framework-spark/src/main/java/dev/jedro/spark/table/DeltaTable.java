package dev.jedro.spark.table;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.failure.TableFailures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Delta table of a catalog and what SQL can say and change of it, in words that both engines and Databricks understand. */
record DeltaTable(Engine engine, TableName name) {
    private static final Logger LOG = LoggerFactory.getLogger("jedro.spark");
    private static final String CONSTRAINT = "delta.constraints.";
    /** The version in which a table that Jedro made got its first rows: one that has not come so far was left by a process that was killed. */
    private static final String FIRST_ROWS = "jedro.firstRowsInVersion";

    /**
     * What a table is now.
     *
     * @param comment empty if it has none
     * @param location of its files; empty if the engine does not tell
     */
    record State(
            StructType schema,
            List<String> partitions,
            List<String> clusters,
            Map<String, String> properties,
            Optional<String> comment,
            Optional<String> location) {

        /** The condition of a constraint; null if there is none of that name. */
        @Nullable
        String constraint(String constraint) {
            return properties.get(CONSTRAINT + constraint.toLowerCase(Locale.ROOT));
        }
    }

    private String sql() {
        return name.sql();
    }

    /** Its rows. */
    Dataset<Row> rows() {
        return engine.session().table(sql());
    }

    /** Whether it is there, and was filled if Jedro made it; a table that may not be seen is an exception, not an absent one. */
    boolean exists() throws Exception {
        return schema().isPresent() && isFilled();
    }

    /** A clone has the property of its source and versions of its own, but it has rows. Asked without a job where it can be: looked for are tables often. */
    private boolean isFilled() throws Exception {
        Optional<String> first = engine.sql("SHOW TBLPROPERTIES " + sql()).stream()
                .filter(row -> FIRST_ROWS.equals(row.getString(0)))
                .map(row -> row.getString(1))
                .findFirst();
        return first.isEmpty() || Long.parseLong(newestVersion()) >= Long.parseLong(first.get()) || !rows().isEmpty();
    }

    private Optional<StructType> schema() throws Exception {
        try {
            return Optional.of(rows().schema());
        } catch (Exception e) {
            if (TableFailures.noTable(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return empty if there is no such table */
    Optional<State> state() throws Exception {
        Optional<State> known = engine.embedded() ? EmbeddedTable.state(engine.session(), name) : Optional.empty();
        return known.isPresent() ? known : schema().map(this::detail);
    }

    private State detail(StructType schema) {
        TableDetail detail = TableDetail.of(engine, sql());
        if (!detail.isDelta()) {
            throw new JedroException(Problem.error(
                            TableCode.NOT_MAINTAINED,
                            "the table " + name + " is of format '" + detail.format() + "', not Delta")
                    .fix("use 'type: spark.Table' for it"));
        }
        return new State(
                schema,
                detail.partitions(),
                detail.clusters(),
                detail.properties(),
                detail.description(),
                detail.location());
    }

    /** Gives the Delta table that lies at a place its name; false if none lies there. */
    boolean adopt(String location) throws Exception {
        try {
            engine.session().read().format("delta").load(location).schema();
        } catch (Exception e) {
            if (TableFailures.noFile(e)) {
                return false;
            }
            throw e;
        }
        createSchema();
        engine.sql("CREATE TABLE " + sql() + " USING delta LOCATION " + Sql.text(location));
        return true;
    }

    /** Makes an empty table with all that the options say of it. */
    void create(StructType columns, ManagedTableOptions options, Optional<String> location) throws Exception {
        createSchema();
        StringBuilder statement = new StringBuilder("CREATE TABLE ")
                .append(sql())
                .append(" (")
                .append(columns.toDDL())
                .append(") USING delta");
        if (!options.partitions().isEmpty()) {
            statement.append(" PARTITIONED BY ").append(Sql.names(options.partitions()));
        }
        if (!options.clusters().isEmpty()) {
            statement.append(" CLUSTER BY ").append(Sql.names(options.clusters()));
        }
        location.ifPresent(place -> statement.append(" LOCATION ").append(Sql.text(place)));
        options.comment().ifPresent(text -> statement.append(" COMMENT ").append(Sql.text(text)));
        Map<String, String> properties =
                new LinkedHashMap<>(options.tableProperties().orElse(Map.of()));
        // Each constraint is a version of its own.
        properties.put(
                FIRST_ROWS,
                String.valueOf(options.constraints().orElse(Map.of()).size() + 1));
        engine.sql(statement
                .append(" TBLPROPERTIES ")
                .append(Sql.properties(properties))
                .toString());
        options.constraints().orElse(Map.of()).forEach(this::addConstraint);
        own(options);
    }

    /** In a folder of this machine nobody else makes schemas; elsewhere that is for those who may. */
    void createSchema() {
        if (inFolder()) {
            engine.sql("CREATE SCHEMA IF NOT EXISTS " + name.schemaSql().orElseThrow());
        }
    }

    /** Makes an empty table of these columns unless it is there. */
    void createIfAbsent(StructType columns) {
        createSchema();
        engine.sql("CREATE TABLE IF NOT EXISTS " + sql() + " (" + columns.toDDL() + ") USING delta");
    }

    /** Where its files are. */
    String location() {
        return TableDetail.of(engine, sql())
                .location()
                .orElseThrow(() -> new IllegalStateException("Spark does not tell where the table " + name + " lies"));
    }

    /** Whether it is in a {@code FolderCatalog}. */
    boolean inFolder() {
        String catalog =
                name.catalog().orElseGet(() -> engine.session().catalog().currentCatalog());
        return name.schemaSql().isPresent()
                && engine.session()
                        .conf()
                        .get("spark.sql.catalog." + catalog, "")
                        .equals("dev.jedro.spark.catalog.FolderCatalog");
    }

    void drop() {
        engine.sql("DROP TABLE IF EXISTS " + sql());
    }

    /** Brings what the catalog of the project says of a table to one that is there; nothing is written if it is so already. */
    void dress(ManagedTableOptions options, State state) {
        Map<String, String> wanted =
                new LinkedHashMap<>(options.tableProperties().orElse(Map.of()));
        wanted.entrySet()
                .removeIf(entry -> entry.getValue().equals(state.properties().get(entry.getKey())));
        if (!wanted.isEmpty()) {
            engine.sql("ALTER TABLE " + sql() + " SET TBLPROPERTIES " + Sql.properties(wanted));
        }
        options.comment()
                .filter(text -> !Optional.of(text).equals(state.comment()))
                .ifPresent(text -> engine.sql("COMMENT ON TABLE " + sql() + " IS " + Sql.text(text)));
        if (!options.clusters().isEmpty()
                && !ColumnCheck.lower(options.clusters()).equals(ColumnCheck.lower(state.clusters()))) {
            clusterBy(options.clusters());
        }
        dropChangedConstraints(options, state);
        options.constraints().orElse(Map.of()).forEach((constraint, condition) -> {
            if (!condition.equals(state.constraint(constraint))) {
                addConstraint(constraint, condition);
            }
        });
        own(options);
    }

    void clusterBy(List<String> columns) {
        engine.sql("ALTER TABLE " + sql() + " CLUSTER BY " + Sql.names(columns));
    }

    /** Drops the constraints for which the options have another condition now. */
    void dropChangedConstraints(ManagedTableOptions options, State state) {
        options.constraints().orElse(Map.of()).forEach((constraint, condition) -> {
            String known = state.constraint(constraint);
            if (known != null && !known.equals(condition)) {
                engine.sql("ALTER TABLE " + sql() + " DROP CONSTRAINT IF EXISTS " + Sql.name(constraint));
            }
        });
    }

    private void addConstraint(String constraint, String condition) {
        engine.sql("ALTER TABLE " + sql() + " ADD CONSTRAINT " + Sql.name(constraint) + " CHECK (" + condition + ")");
    }

    private void own(ManagedTableOptions options) {
        options.ownerGroup().ifPresent(group -> {
            try {
                if (!group.equals(owner())) {
                    engine.sql("ALTER TABLE " + sql() + " OWNER TO " + Sql.name(group));
                }
            } catch (Exception e) {
                if (!TableFailures.unknownStatement(e)) {
                    throw e;
                }
                LOG.info("Table {} has no owner '{}': this Spark has no owners; Databricks has", name, group);
            }
        });
    }

    private @Nullable String owner() {
        return engine.sql("DESCRIBE TABLE EXTENDED " + sql()).stream()
                .filter(row -> "Owner".equals(row.getString(0)))
                .map(row -> row.getString(1))
                .findFirst()
                .orElse(null);
    }

    /** The number of its newest version. */
    String newestVersion() throws Exception {
        Optional<String> known = engine.embedded() ? EmbeddedTable.version(engine.session(), name) : Optional.empty();
        return known.orElseGet(this::newestOfHistory);
    }

    private String newestOfHistory() {
        return String.valueOf(engine.session()
                .sql("DESCRIBE HISTORY " + sql() + " LIMIT 1")
                .select("version")
                .head()
                .getLong(0));
    }
}
