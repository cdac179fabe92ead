/** Tests of the datasets, in tracked runs and outside of runs. */
@NullMarked
package dev.jedro.mlflow.dataset;

import org.jspecify.annotations.NullMarked;
