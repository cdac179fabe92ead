/**
 * Catalogs of tables in a folder, for Spark on one machine. Uses Spark, Delta and the JDK only, so that a server can load it without the rest of Jedro.
 *
 * <p>Entry type: {@link dev.jedro.spark.catalog.FolderCatalog}.
 */
@NullMarked
package dev.jedro.spark.catalog;

import org.jspecify.annotations.NullMarked;
