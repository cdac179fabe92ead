/** Tests of {@code dev.jedro.mlflow.cli}. */
@NullMarked
package dev.jedro.mlflow.cli;

import org.jspecify.annotations.NullMarked;
