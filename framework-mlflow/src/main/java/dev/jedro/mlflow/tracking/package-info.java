/**
 * Tells MLflow of runs: settings, the hook, and the queue between a run and the server.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.tracking.TrackingHook}.
 */
@NullMarked
package dev.jedro.mlflow.tracking;

import org.jspecify.annotations.NullMarked;
