package dev.jedro.cli;

import dev.jedro.problem.Code;

/** What can be wrong with a command, a new project, or the start of one. */
public enum CliCode implements Code {
    UNKNOWN_COMMAND(601, "There is no such command.", "Look at jedro --help."),
    UNKNOWN_OPTION(602, "The command has no such option.", "Look at the command's --help."),
    BAD_OPTION(603, "An option's value is missing or cannot be read.", "Look at the command's --help."),
    CONFLICTING_OPTIONS(604, "Two options exclude each other.", "Leave one out."),
    NO_PROJECT(605, "The command needs a project, and this folder is in none.", "Go into a project, or make one."),
    UNKNOWN_NAME(606, "There is nothing of that name to show.", "List what there is."),
    BAD_OPTIONS_FILE(607, "The file given by --config cannot be read.", "Write it as the guide shows."),
    BAD_PROJECT_NAME(610, "A project's name cannot be used.", "Choose another name."),
    BAD_PACKAGE(611, "A package's name is not one that Java takes.", "Choose another package."),
    UNKNOWN_STARTER(613, "There is no starter of that name.", "List the starters."),
    UNKNOWN_TOOL(614, "The starter has no tool of that name.", "Leave it out, or name one that the starter has."),
    MISSING_ANSWER(615, "Something must be known that was not given.", "Give the option."),
    CANNOT_WRITE(616, "A file or folder cannot be written.", "Look at its rights and the free space."),
    PIPELINE_EXISTS(617, "There is a pipeline of that name already.", "Choose another name."),
    ANSWER_LOST(618, "The answer could not be written to standard output.", "Look at the free space where it goes."),
    NO_MAVEN(620, "Maven is needed to find the project's libraries, and there is none.", "Install Maven."),
    MAVEN_FAILED(621, "Maven could not prepare the project.", "Mend what Maven says."),
    DOES_NOT_COMPILE(622, "The project's Java code does not compile.", "Mend the line."),
    BAD_POM(623, "The project has no readable pom.xml.", "Mend pom.xml."),
    NO_COMPILER(624, "This Java cannot compile.", "Install a JDK."),
    BAD_JVM_OPTIONS(625, "jedro.yml gives no usable JVM options.", "Mend jedro.yml."),
    FRAMEWORK_MISSING(626, "The project's class path has no Jedro command line.", "Add the dependency."),
    NOT_PREPARED(
            630,
            "The command needs a project in its folder, with its sources and libraries.",
            "Go to the project's folder."),
    CREDENTIALS_PACKED(
            631, "A file of credentials is packed with the project.", "Keep credentials in the environment local."),
    MISSING_REFS(
            632, "Datasets of the catalog have no constant in the code.", "Let jedro catalog refs --write add them."),
    BROKEN_PLUG_IN(640, "A library that adds commands cannot be used.", "Mend or remove the library."),
    COMMAND_TAKEN(641, "A library adds a command by a name that is taken.", "Rename the library's command.");

    private final int number;
    private final String cause;
    private final String cure;

    CliCode(int number, String cause, String cure) {
        this.number = number;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return "JED-" + number;
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
