package dev.jedro.cli;

/** How a command answers. */
public enum Format {
    /** For people. */
    TEXT,
    /** For programs; nothing else is then on standard output. */
    JSON
}
