/**
 * The commands of {@code jedro spark}.
 *
 * <p>Entry type: {@link dev.jedro.spark.cli.SparkCommands}.
 */
@NullMarked
package dev.jedro.spark.cli;

import org.jspecify.annotations.NullMarked;
