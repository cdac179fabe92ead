/**
 * Hadoop's file system of this machine, without the processes that Hadoop starts. Uses Hadoop and the JDK only, so that a server can load it without the rest of Jedro.
 *
 * <p>Entry type: {@link dev.jedro.spark.files.LocalFiles}.
 */
@NullMarked
package dev.jedro.spark.files;

import org.jspecify.annotations.NullMarked;
