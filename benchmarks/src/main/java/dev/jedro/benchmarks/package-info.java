/**
 * Measures Jedro beside Kedro's figures and prints one table; the entry is {@link dev.jedro.benchmarks.Main}.
 */
@NullMarked
package dev.jedro.benchmarks;

import org.jspecify.annotations.NullMarked;
