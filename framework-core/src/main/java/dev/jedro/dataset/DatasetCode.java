package dev.jedro.dataset;

import dev.jedro.problem.Code;

/** The problems with data that the built-in datasets find. */
public enum DatasetCode implements Code {
    BAD_ROW(
            "JED-340",
            "A row of a CSV file does not fit the record it is read into.",
            "Correct the row, or let the component be Optional."),
    BAD_HEADER(
            "JED-341",
            "The header of a CSV file lacks a column, has it misspelt, or has one twice.",
            "Correct the header, or map it with 'columns'."),
    BAD_CSV("JED-342", "A CSV file is cut off or is not CSV.", "Get the file again, or correct the options."),
    BAD_DOCUMENT("JED-343", "A JSON or YAML file does not parse.", "Correct the file at the place given."),
    DOES_NOT_FIT(
            "JED-344",
            "The content of a file does not fit the Java type that a node wants.",
            "Change the file or the type."),
    OTHER_MODEL(
            "JED-345",
            "A model file holds a model of another class.",
            "Train the model again, or load it as the class it was saved as."),
    PLOT_FORMAT(
            "JED-346", "The ending of a plot's file is not that of a picture that can be drawn.", "Use .png or .svg."),
    BAD_PARTITION(
            "JED-347",
            "A partition is unknown, or its name cannot be that of a file.",
            "Use letters, digits, '-', '_', '.' and '/'."),
    BAD_ENCODING(
            "JED-348",
            "A text file is not in the encoding it is read in.",
            "Set 'encoding', or save the file as UTF-8."),
    BAD_OPTION("JED-349", "An option of a dataset has a value that cannot be used.", "Correct the value.");

    private final String id;
    private final String cause;
    private final String cure;

    DatasetCode(String id, String cause, String cure) {
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
