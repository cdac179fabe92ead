package dev.jedro.spark.cli;

/** How a command answers: for people, or for programs. */
enum Format {
    TEXT,
    JSON
}
