@NullMarked
package dev.jedro.databricks;

import org.jspecify.annotations.NullMarked;
