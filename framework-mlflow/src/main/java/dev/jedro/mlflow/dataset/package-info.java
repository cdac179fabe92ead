/**
 * MLflow's metrics, artifacts, figures and models as datasets of the catalog.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.dataset.MetricType}.
 */
@NullMarked
package dev.jedro.mlflow.dataset;

import org.jspecify.annotations.NullMarked;
