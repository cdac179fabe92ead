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
            "Mend the starter, or use another one.");

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
