/**
 * Databricks: which workspace and credentials count and where each value comes from, tokens that are always fresh, and the state of clusters and warehouses.
 *
 * <p>Entry types: {@link dev.jedro.databricks.DatabricksSettings} and {@link dev.jedro.databricks.Workspace}.
 */
@NullMarked
package dev.jedro.databricks;

import org.jspecify.annotations.NullMarked;
