package dev.jedro.databricks;

/** Where a value can come from, the first counts. */
public enum Tier {
    FLAG("the command line"),
    ENVIRONMENT("the environment"),
    ENV_FILE(".env"),
    CONFIGURATION("the project's configuration"),
    PROFILE("the profile");

    private final String words;

    Tier(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
