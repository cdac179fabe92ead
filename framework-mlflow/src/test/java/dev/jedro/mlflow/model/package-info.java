/** Tests of models in folders. */
@NullMarked
package dev.jedro.mlflow.model;

import org.jspecify.annotations.NullMarked;
