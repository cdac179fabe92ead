/**
 * A workspace of Databricks for tests, on this machine.
 *
 * <p>Entry type: {@link dev.jedro.databricks.testkit.FakeWorkspace}.
 */
@NullMarked
package dev.jedro.databricks.testkit;

import org.jspecify.annotations.NullMarked;
