package dev.jedro.spark.failure;

import dev.jedro.problem.Code;

/** The problems of Spark's tables and files. */
public enum TableCode implements Code {
    NO_TABLE(
            "JED-770",
            "A table, its schema or its catalog is not there, or may not be seen.",
            "Correct the name, run the node that makes the table, or create the schema."),
    OTHER_COLUMNS(
            "JED-771",
            "Rows have other columns than the table, or than 'schema' says.",
            "Let the node select the columns of the table, or add 'evolve_schema: true'."),
    NO_KEY(
            "JED-772",
            "An upsert has no key, or one that is no column.",
            "Name the columns that tell rows apart in 'primary_key'."),
    DUPLICATE_KEYS(
            "JED-773",
            "Rows that are to be upserted have the same key.",
            "Let the node leave one row for each key, or complete 'primary_key'."),
    NULL_KEYS(
            "JED-774",
            "Rows that are to be upserted have no key where the table demands one.",
            "Let the node leave out or fill the rows without a key."),
    BAD_SCHEMA(
            "JED-775",
            "A 'schema' is neither Spark's DDL nor its JSON.",
            "Write it like: id BIGINT NOT NULL, name STRING."),
    BAD_OPTIONS(
            "JED-776", "Options of a dataset contradict each other.", "Remove one of them, or add what is missing."),
    LOCAL_PATH(
            "JED-777",
            "A path of this machine is to be read or written by a remote engine, which cannot see it.",
            "Put the data where the engine can reach it: a volume, an object store, or a table."),
    NO_VERSION(
            "JED-778",
            "A table has not the version that was asked for.",
            "Choose one of its versions; 'jedro spark history' lists them."),
    REFUSED_ROW(
            "JED-779",
            "A row does not keep to a constraint of its table, or does not fit into its columns.",
            "Correct the row, or the table."),
    WRONG_SQL(
            "JED-780",
            "SQL of the catalog cannot be understood, names what is not there, or does more than read.",
            "Correct the SQL in the catalog."),
    CONFLICT("JED-781", "Somebody else has changed the table during the save.", "Run again: nothing was written."),
    OTHER_LAYOUT(
            "JED-782",
            "A table is divided otherwise, or lies elsewhere, than the catalog says, or files lie where it would be made.",
            "Correct 'partition_columns' or 'location', or overwrite the table."),
    OTHER_SESSION(
            "JED-783",
            "Rows of one Spark session are saved with another.",
            "Make the rows with the session of the dataset."),
    NOT_MAINTAINED(
            "JED-784",
            "Maintenance was asked for that this dataset has not, or that would destroy what readers need.",
            "Name a dataset of a Delta table, and keep what the last days need."),
    NO_FILE_SYSTEM(
            "JED-793",
            "Spark has not the library for the file system of an address.",
            "Add the library that the problem names, or use another address.");

    private final String id;
    private final String cause;
    private final String cure;

    TableCode(String id, String cause, String cure) {
        this.id = id;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String cause() {
        return cause;
    }

    @Override
    public String cure() {
        return cure;
    }
}
