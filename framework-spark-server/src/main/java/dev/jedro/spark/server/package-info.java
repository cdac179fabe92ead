/**
 * A real Spark Connect server for tests, in a process of its own.
 *
 * <p>Entry type: {@link dev.jedro.spark.server.ConnectServer}.
 */
@NullMarked
package dev.jedro.spark.server;

import org.jspecify.annotations.NullMarked;
