package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.tracking.Connection;
import java.net.URI;

/** Reaches artifacts whose addresses have a scheme of their own, such as {@code s3}. Found by {@link java.util.ServiceLoader}. */
public interface ArtifactScheme {

    /** Whether it can reach artifacts with this scheme, in lower case. */
    boolean reaches(String scheme);

    /** @param uri the top of the artifacts */
    ArtifactStore open(URI uri, Connection connection);
}
