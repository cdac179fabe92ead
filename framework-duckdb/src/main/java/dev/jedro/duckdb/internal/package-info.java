/**
 * DuckDB's own driver, loaded with its native library from a cache folder; not for use outside this module.
 *
 * <p>Entry type: {@link dev.jedro.duckdb.internal.NativeLibrary}.
 */
@NullMarked
package dev.jedro.duckdb.internal;

import org.jspecify.annotations.NullMarked;
