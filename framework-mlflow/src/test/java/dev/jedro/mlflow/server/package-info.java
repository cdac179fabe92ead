/** Tests. */
@NullMarked
package dev.jedro.mlflow.server;

import org.jspecify.annotations.NullMarked;
