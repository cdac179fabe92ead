/**
 * The embedded table engine: relations are lazy SQL expressions on a DuckDB inside this JVM.
 *
 * <p>Entry type: {@link dev.jedro.duckdb.Relation}.
 */
@NullMarked
package dev.jedro.duckdb;

import org.jspecify.annotations.NullMarked;
