/** The Java that the guide shows. */
@NullMarked
package dev.jedro.mlflow;

import org.jspecify.annotations.NullMarked;
