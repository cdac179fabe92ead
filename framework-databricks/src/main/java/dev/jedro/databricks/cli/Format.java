package dev.jedro.databricks.cli;

/** How a command answers: for people, or for programs. */
enum Format {
    TEXT,
    JSON
}
