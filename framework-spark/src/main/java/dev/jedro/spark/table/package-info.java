/**
 * Datasets of Spark: files, tables, queries and streams, in an embedded engine and over Spark Connect alike.
 *
 * <p>Entry type: {@link dev.jedro.spark.table.ManagedTableType}.
 */
@NullMarked
package dev.jedro.spark.table;

import org.jspecify.annotations.NullMarked;
