package dev.jedro.catalog;

import dev.jedro.problem.Code;

/** The problems of the catalog and of datasets in general. */
public enum CatalogCode implements Code {
    NOT_AN_ENTRY(
            "JED-301",
            "A catalog entry is not a map of keys, or has no type.",
            "Give the entry a type, or let its name begin with an underscore."),
    UNKNOWN_TYPE(
            "JED-302",
            "A catalog entry names a type that is not on the class path.",
            "Correct the name, or add the module that brings the type."),
    NOT_A_TYPE(
            "JED-303",
            "A catalog entry names a class that is no dataset type.",
            "Name a class that implements DatasetType."),
    NO_CREDENTIALS(
            "JED-304",
            "A catalog entry names credentials that do not exist.",
            "Add them to conf/local/credentials.yml."),
    RESERVED_KEY(
            "JED-305",
            "A catalog entry has the key 'version', which is reserved.",
            "Remove it; choose versions with --load-versions."),
    BAD_PATTERN(
            "JED-306",
            "A pattern cannot be understood, or uses a placeholder that its name does not have.",
            "Use the placeholders of the pattern's name."),
    TWO_CATCH_ALLS("JED-307", "More than one pattern matches every name.", "Keep one of them."),
    NO_FILEPATH(
            "JED-308",
            "A catalog entry needs a filepath and has none, or has one and needs none.",
            "Add or remove the key 'filepath'."),
    REMOTE_PATH(
            "JED-309",
            "A path points to another machine, where this type cannot go.",
            "Use a path on this machine, or a type that can go there."),
    BAD_KEY("JED-310", "A key that all entries share has a value of the wrong kind.", "Correct the value."),
    NOT_VERSIONED("JED-311", "A version is asked of a dataset that has none.", "Add 'versioned: true' to the entry."),
    UNKNOWN_LOAD_VERSION(
            "JED-312",
            "A load version is given for a dataset that is not in the catalog.",
            "Correct the dataset's name."),
    BAD_VERSION(
            "JED-313",
            "A version has characters that do not belong in the name of a folder.",
            "Use a version that is there, such as 2026-11-20T15.12.06.535Z."),
    WRONG_TYPE(
            "JED-314",
            "A node gives or wants a Java type that the dataset does not.",
            "Change the type in the node's method or the dataset's type."),
    UNKNOWN_DATASET(
            "JED-315",
            "A dataset is not in the catalog and nothing was saved to it.",
            "Correct the name, or add it to the catalog."),
    UNKNOWN_OPTION("JED-316", "A catalog entry has a key that its type does not know.", "Correct or remove the key."),
    TWO_TYPES(
            "JED-317",
            "Two jars on the class path bring dataset types of the same name.",
            "Remove one of them from the dependencies."),
    NO_DATA("JED-320", "There is nothing to load.", "Put the data there, or run the node that makes it."),
    NO_VERSION(
            "JED-321",
            "A versioned dataset has no version, or not the one asked for.",
            "Run the node that makes it, or choose another version."),
    VERSION_EXISTS(
            "JED-322",
            "A version that is to be saved exists already.",
            "Run again: every run has a version of its own."),
    UNVERSIONED_FILE(
            "JED-323",
            "A file stands where the folder of versions should be.",
            "Move the file away, or remove 'versioned: true'."),
    OTHER_VERSION(
            "JED-324",
            "What was saved is not what the next load will read.",
            "Check the clock, or remove the newer version."),
    NULL_VALUE("JED-325", "A node returned null for a dataset.", "Return a value, an empty one if there is nothing."),
    LOAD_FAILED("JED-326", "Data could not be read.", "See the reason given."),
    SAVE_FAILED("JED-327", "Data could not be written.", "See the reason given."),
    NOT_CONFIRMABLE(
            "JED-328",
            "A node confirms a dataset that has nothing to confirm.",
            "Remove 'confirms', or use a dataset that remembers."),
    READ_ONLY("JED-329", "A node writes a dataset that is read-only.", "Say in the catalog how it is to be written."),
    BROKEN_TYPE(
            "JED-330",
            "The class of a dataset type does not do what it promises.",
            "Mend the class, or tell those who made it.");

    private final String id;
    private final String cause;
    private final String cure;

    CatalogCode(String id, String cause, String cure) {
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
