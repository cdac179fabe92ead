/** Tests. */
@NullMarked
package dev.jedro.mlflow.search;

import org.jspecify.annotations.NullMarked;
