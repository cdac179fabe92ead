package dev.jedro.duckdb;

/**
 * A column of a relation.
 *
 * @param name as SQL knows it
 * @param type DuckDB's name of the type, for instance {@code BIGINT}, {@code VARCHAR} or {@code STRUCT(a INTEGER)}
 */
public record Column(String name, String type) {}
