/**
 * What goes wrong with Spark, in words that say how to mend it: the one place that knows how Spark and Delta word their failures.
 *
 * <p>Entry type: {@link dev.jedro.spark.failure.SparkFailures}.
 */
@NullMarked
package dev.jedro.spark.failure;

import org.jspecify.annotations.NullMarked;
