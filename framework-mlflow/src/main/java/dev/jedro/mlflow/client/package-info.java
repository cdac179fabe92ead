/**
 * Speaks MLflow's REST API, with a server or with the embedded store.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.client.TrackingClient}.
 */
@NullMarked
package dev.jedro.mlflow.client;

import org.jspecify.annotations.NullMarked;
