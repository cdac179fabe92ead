package dev.jedro.starters;

import dev.jedro.problem.Code;

/** What can go wrong when a project is made from a starter. */
public enum StarterCode implements Code {
    TARGET_NOT_EMPTY(
            "JED-651",
            "The folder of the new project is there already, and is not an empty folder.",
            "Choose another folder, or move away what is there."),
    NOT_WRITTEN(
            "JED-652",
            "A file of the new project could not be written.",
            "Make the folder writable, or choose another one."),
    BAD_STARTER(
            "JED-653",
            "The starter itself is broken: a template does not render, or a file is missing.",
            "Mend the starter, or use another one."),
    NO_STARTER(
            "JED-654",
            "A folder, archive or repository was given as a starter, and has none.",
            "Name the folder in it that has starter.yml and files, with --starter-folder."),
    NOT_FETCHED(
            "JED-655",
            "A starter could not be fetched: its address is wrong, or does not answer.",
            "Look at the address, and at what git says about it."),
    UNSAFE_ARCHIVE(
            "JED-656",
            "An archive has a name that leads out of it, or unpacks to more than a starter can be.",
            "Do not use it."),
    UNKNOWN_REVISION(
            "JED-657", "The repository of the starter has no such branch, tag or commit.", "Name one that is there."),
    BAD_ANSWER("JED-658", "A value does not have the form that the starter wants.", "Give another value.");

    private final String id;
    private final String cause;
    private final String cure;

    StarterCode(String id, String cause, String cure) {
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
