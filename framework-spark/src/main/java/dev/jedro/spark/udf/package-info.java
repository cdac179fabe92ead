/**
 * The way of a project's own classes to a remote session, so that functions of Java run there.
 *
 * <p>Entry type: {@link dev.jedro.spark.udf.ProjectClasses}.
 */
@NullMarked
package dev.jedro.spark.udf;

import org.jspecify.annotations.NullMarked;
