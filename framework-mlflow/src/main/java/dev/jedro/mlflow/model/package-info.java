/**
 * Models as folders that MLflow knows: an {@code MLmodel} that describes them, and the files of their flavour.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.model.ModelFlavour}.
 */
@NullMarked
package dev.jedro.mlflow.model;

import org.jspecify.annotations.NullMarked;
