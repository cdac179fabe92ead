/**
 * Sessions on a Spark Connect server: addresses, tokens, patience and what the server says of progress.
 *
 * <p>Entry type: {@link dev.jedro.spark.connect.ConnectSession}.
 */
@NullMarked
package dev.jedro.spark.connect;

import org.jspecify.annotations.NullMarked;
