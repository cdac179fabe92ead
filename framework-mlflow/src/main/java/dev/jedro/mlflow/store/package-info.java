/**
 * Experiments, runs and models in a folder, laid out as MLflow's own file store does.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.store.FileTrackingStore}.
 */
@NullMarked
package dev.jedro.mlflow.store;

import org.jspecify.annotations.NullMarked;
