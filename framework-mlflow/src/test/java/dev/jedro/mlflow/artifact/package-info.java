/** Tests. */
@NullMarked
package dev.jedro.mlflow.artifact;

import org.jspecify.annotations.NullMarked;
