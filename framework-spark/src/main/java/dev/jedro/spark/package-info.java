/**
 * Spark sessions, embedded or remote, for the nodes and datasets of a project.
 *
 * <p>Entry type: {@link dev.jedro.spark.Spark}.
 */
@NullMarked
package dev.jedro.spark;

import org.jspecify.annotations.NullMarked;
