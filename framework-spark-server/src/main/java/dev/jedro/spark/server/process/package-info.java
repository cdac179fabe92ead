/**
 * What runs inside the server's process.
 *
 * <p>Entry type: {@link dev.jedro.spark.server.process.ServerProcess}.
 */
@NullMarked
package dev.jedro.spark.server.process;

import org.jspecify.annotations.NullMarked;
