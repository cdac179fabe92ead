/**
 * Every run in MLflow, and MLflow's models, metrics and artifacts in the catalog.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.Mlflow}.
 */
@NullMarked
package dev.jedro.mlflow;

import org.jspecify.annotations.NullMarked;
