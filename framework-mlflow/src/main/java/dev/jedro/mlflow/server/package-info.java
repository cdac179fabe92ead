/**
 * MLflow's REST API over a folder of runs, and a page to look at them.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.server.TrackingServer}.
 */
@NullMarked
package dev.jedro.mlflow.server;

import org.jspecify.annotations.NullMarked;
