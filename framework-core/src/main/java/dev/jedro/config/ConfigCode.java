package dev.jedro.config;

import dev.jedro.problem.Code;

/** The problems of configuration: {@code JED-201} to {@code JED-299}. */
public enum ConfigCode implements Code {
    SYNTAX("JED-201", "A configuration file is not valid YAML or JSON.", "Mend the file at the line and column given."),
    DUPLICATE_KEY("JED-202", "A key stands twice in one map.", "Keep one of the two."),
    TAB("JED-203", "A configuration file is indented with a tab.", "Indent with spaces."),
    ENCODING("JED-204", "A configuration file is not UTF-8.", "Save the file as UTF-8."),
    NOT_A_MAP(
            "JED-205",
            "A configuration file holds a list or a single value where keys are expected.",
            "Write 'key: value' lines."),
    SEVERAL_DOCUMENTS(
            "JED-206",
            "A configuration file holds several YAML documents.",
            "Remove the '---', or write one file for each."),
    TOO_LARGE(
            "JED-207",
            "A configuration file is nested too deep, or its aliases expand to too much.",
            "Flatten it, or use fewer aliases."),
    UNREADABLE("JED-208", "A configuration file or archive cannot be read.", "Check its permissions, or replace it."),
    UNSUPPORTED(
            "JED-209",
            "A configuration file uses a YAML feature that Jedro does not read.",
            "Write it in plain maps, lists and values."),
    DUPLICATE_ACROSS_FILES("JED-210", "Two files of one environment define the same key.", "Keep one of the two."),
    UNKNOWN_ENVIRONMENT(
            "JED-211", "There is no folder for the environment.", "Create the folder, or choose one that exists."),
    NO_SOURCE("JED-212", "The place given for the configuration does not exist.", "Give a folder or a .zip file."),
    UNKNOWN_SECTION(
            "JED-213",
            "A section of the configuration is asked for that nothing registers.",
            "Use one that is registered."),
    IGNORED_FILE(
            "JED-215",
            "A file in the configuration folder belongs to no section.",
            "Rename it so that its name begins with a section."),
    BAD_PARAMS("JED-214", "A runtime parameter cannot be read.", "Write --params key=value,other.key=value."),
    INTERPOLATION(
            "JED-220",
            "An interpolation cannot be read.",
            "Write ${key}, ${resolver:argument} or \\${ for the characters themselves."),
    UNKNOWN_KEY(
            "JED-221",
            "An interpolation names a key that does not exist.",
            "Correct the key, or define it in the same environment."),
    CYCLE("JED-222", "Interpolations lead back to themselves.", "Give one of the keys a plain value."),
    UNKNOWN_GLOBAL(
            "JED-223", "A global is missing and no default is given.", "Add it to globals.yml, or give a default."),
    HIDDEN_GLOBAL("JED-224", "A global starts with '_', which is for anchors only.", "Rename it without the '_'."),
    MISSING_PARAM(
            "JED-225",
            "A runtime parameter is missing and no default is given.",
            "Give it with --params, or give a default."),
    MISSING_VARIABLE(
            "JED-226", "An environment variable is not set and no default is given.", "Set it, or give a default."),
    VARIABLE_NOT_ALLOWED(
            "JED-227",
            "An environment variable is read outside the credentials.",
            "Move it to the credentials, or allow it in the project."),
    UNKNOWN_RESOLVER(
            "JED-228",
            "An interpolation names a resolver that does not exist.",
            "Correct its name, or add the library that brings it."),
    BROKEN_PLUG_IN(
            "JED-231",
            "A jar on the class path brings a resolver that cannot be made.",
            "Use a version of the jar that fits Jedro's, or remove it from pom.xml."),
    RESOLVER_FAILED("JED-229", "A resolver failed.", "See its message."),
    NOT_TEXT("JED-230", "A map or list stands inside a text.", "Interpolate it as a whole value, or name a key in it."),
    UNKNOWN_OPTION("JED-240", "A key is not known here.", "Correct its spelling, or remove it."),
    MISSING_OPTION("JED-241", "A key that is needed is missing.", "Add it."),
    WRONG_TYPE("JED-242", "A value is of the wrong type.", "Write a value of the type named."),
    UNKNOWN_CHOICE("JED-243", "A value is not one of those that are possible.", "Use one of those listed."),
    OUT_OF_RANGE("JED-244", "A number is too large or too small for its type.", "Use a number in the range named."),
    REFUSED("JED-245", "The record that a value is bound to refused it.", "See the message of the record."),
    UNBINDABLE(
            "JED-246",
            "Configuration cannot be bound to the Java type.",
            "Use a record, or one of the types of the guide.");

    private final String id;
    private final String cause;
    private final String cure;

    ConfigCode(String id, String cause, String cure) {
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
