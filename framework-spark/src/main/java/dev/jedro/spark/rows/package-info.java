/**
 * Records of Java as rows of Spark, and back.
 *
 * <p>Entry type: {@link dev.jedro.spark.rows.SparkRows}.
 */
@NullMarked
package dev.jedro.spark.rows;

import org.jspecify.annotations.NullMarked;
