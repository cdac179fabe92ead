@NullMarked
package dev.jedro.databricks.cli;

import org.jspecify.annotations.NullMarked;
