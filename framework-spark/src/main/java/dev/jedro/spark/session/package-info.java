/**
 * How a Spark session is opened: on this machine, on a server, or by a provider of somebody else's.
 *
 * <p>Entry type: {@link dev.jedro.spark.session.SparkSessionProvider}.
 */
@NullMarked
package dev.jedro.spark.session;

import org.jspecify.annotations.NullMarked;
