package dev.jedro.problem;

/** How much a {@link Problem} matters. */
public enum Severity {
    /** Nothing can run until it is mended. */
    ERROR,
    /** A run goes on; the user should still know. */
    WARNING
}
