/**
 * The commands {@code jedro databricks …}, which need no project.
 *
 * <p>Entry type: {@link dev.jedro.databricks.cli.DatabricksCommands}.
 */
@NullMarked
package dev.jedro.databricks.cli;

import org.jspecify.annotations.NullMarked;
