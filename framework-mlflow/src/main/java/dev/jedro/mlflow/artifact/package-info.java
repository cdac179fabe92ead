/**
 * Artifacts of runs, wherever the server keeps them; in Java alone.
 *
 * <p>Entry type: {@link dev.jedro.mlflow.artifact.ArtifactStores}.
 */
@NullMarked
package dev.jedro.mlflow.artifact;

import org.jspecify.annotations.NullMarked;
