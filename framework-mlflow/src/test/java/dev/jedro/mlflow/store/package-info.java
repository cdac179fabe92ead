/** Tests. */
@NullMarked
package dev.jedro.mlflow.store;

import org.jspecify.annotations.NullMarked;
