package dev.jedro.spark.rows;

import dev.jedro.problem.Code;

/** The problems between records and rows. */
enum RowsCode implements Code {
    TOO_MANY_ROWS(
            "JED-785",
            "More rows of Spark were asked for as Java objects than 'max_rows' allows.",
            "Let Spark do more of the work before the rows are taken, or raise 'max_rows'."),
    MISSING_COLUMN(
            "JED-786",
            "A component of a record has no column, or more than one.",
            "Name the component like the column, or rename the column in a select."),
    UNBOUND_ROW(
            "JED-787",
            "A row does not bind to the record that was asked for.",
            "Correct the record's component, or cast the column before."),
    WRONG_RECORD(
            "JED-788",
            "A record has a component of a type that no column can hold, or two components that are one column.",
            "Use a type of the list in the guide's page on records and rows, and a name of its own for each component."),
    UNWRITABLE_ROW(
            "JED-789",
            "A record holds a value that its column cannot hold, such as a number with too many digits.",
            "Correct the value, or keep it in a component of another type."),
    TOO_LARGE_UPLOAD(
            "JED-790",
            "More data was to be sent from Java to a remote session than 'max_upload' allows.",
            "Put the data into a file that the cluster reads, or raise 'max_upload'."),
    NO_ROW(
            "JED-791",
            "An empty list has no row that would tell its columns.",
            "Name the record's class beside the list.");

    private final String id;
    private final String cause;
    private final String cure;

    RowsCode(String id, String cause, String cure) {
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
