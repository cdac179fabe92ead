package dev.jedro.databricks;

/**
 * A SQL warehouse as the workspace describes it.
 *
 * @param state in Databricks' words, for instance {@code RUNNING} or {@code STOPPED}
 */
public record Warehouse(String id, String name, String state) {}
