/**
 * What goes wrong with Spark, in words that say how to mend it.
 *
 * <p>Entry type: {@link dev.jedro.spark.failure.SparkCode}.
 */
@NullMarked
package dev.jedro.spark.failure;

import org.jspecify.annotations.NullMarked;
