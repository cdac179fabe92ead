/**
 * MLflow's filter language: what users type to find runs, experiments and models.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.search.Search}.
 */
@NullMarked
package dev.jedro.mlflow.search;

import org.jspecify.annotations.NullMarked;
