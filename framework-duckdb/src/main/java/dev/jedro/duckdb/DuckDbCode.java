package dev.jedro.duckdb;

import dev.jedro.problem.Code;

/** The problems of the embedded table engine. */
enum DuckDbCode implements Code {
    WRONG_SQL(
            "JED-701",
            "The SQL of a relation cannot be understood, or names a column, table or function that is not there.",
            "Correct the SQL; the columns that there are stand beside the problem. A query of the catalog is one statement that reads."),
    QUERY_FAILED(
            "JED-702",
            "A query failed on its data or files, for instance a text that is no number, or a file that is not there.",
            "Correct the data or the path, or use try_cast."),
    BAD_ROW(
            "JED-703",
            "A row of a file does not fit the file's form or the types of its columns.",
            "Correct the row, or declare the column's type under 'columns' in the catalog."),
    UNREADABLE_FILE(
            "JED-704",
            "A file cannot be read as what its dataset's type says: it is truncated, or of another format.",
            "Make the file again, or correct the type of the dataset."),
    MISSING_COLUMN("JED-705", "A column is asked for that is not there.", "Use one of the columns that there are."),
    UNBOUND_ROW(
            "JED-706",
            "A row does not bind to the record that was asked for.",
            "Correct the record's component, or cast the column in SQL."),
    MISSING_EXTENSION(
            "JED-707",
            "The SQL needs an extension of DuckDB that is not loaded; Jedro never downloads one.",
            "Download the extension yourself and name its file under 'extensions' in duckdb.yml."),
    NO_ROOM(
            "JED-708",
            "The engine ran out of memory, or of room on the disk.",
            "Raise 'memory_limit' in duckdb.yml, or make room in 'temp_directory'."),
    WRONG_SETTING("JED-709", "A setting of the engine is not accepted.", "Correct the setting in duckdb.yml."),
    WRONG_RECORD(
            "JED-710",
            "A record has a component of a type that no column can hold.",
            "Use a type of the list in the guide's page on DuckDB."),
    OTHER_ENGINE(
            "JED-711",
            "A relation is used with one of another engine, or after its engine was closed.",
            "Make all relations with one engine, and use them while it is open."),
    DATABASE_FILE(
            "JED-712",
            "A database file cannot be opened, or has not the table that was asked for.",
            "Close the program that holds the file, or correct the name of the table."),
    JDBC_SOURCE(
            "JED-713",
            "Another database cannot be reached by JDBC, or refused a statement.",
            "See the database's own words; check the credentials where it cannot be reached."),
    EXCEL_SHEET(
            "JED-714",
            "A workbook has not the sheet that was asked for, or Excel does not take its name.",
            "Use one of the sheets that there are, or a name without the characters told."),
    UNLIKE_CHUNKS(
            "JED-715",
            "The chunks of one save make no table: there are none, or their columns differ.",
            "Give at least one chunk, and all of them the same columns, with casts where the types differ."),
    ENCODING(
            "JED-716",
            "A CSV file cannot be written in the encoding of its dataset.",
            "Write it in utf-8, or in latin-1 if that has all letters of the texts."),
    JDBC_TABLE(
            "JED-717",
            "A table has other columns than what is saved, is not in that other database, or its entry in the catalog does not say where it is.",
            "Correct 'table', 'schema' and the columns; give either 'filepath' or credentials with a 'url'."),
    UNKEPT_VALUE(
            "JED-718",
            "A number has more digits than its column keeps, or a time is infinite.",
            "Round it before it is saved, or make the record's component a String."),
    UNKNOWN_TYPE(
            "JED-719",
            "The catalog declares a column with a type that DuckDB does not have.",
            "Write one of DuckDB's types, such as BIGINT, DOUBLE or VARCHAR.");

    private final String id;
    private final String cause;
    private final String cure;

    DuckDbCode(String id, String cause, String cure) {
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
