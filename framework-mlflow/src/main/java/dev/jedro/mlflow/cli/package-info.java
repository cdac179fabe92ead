/**
 * The commands {@code jedro mlflow …}.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.cli.MlflowCommands}.
 */
@NullMarked
package dev.jedro.mlflow.cli;

import org.jspecify.annotations.NullMarked;
