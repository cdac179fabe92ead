package dev.jedro.mlflow.artifact;

import dev.jedro.mlflow.MlflowCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.nio.file.Path;

/** Names of artifacts: relative, with slashes, never out of the run's folder. */
public final class ArtifactPath {
    private ArtifactPath() {}

    /** @throws JedroException {@link MlflowCode#ARTIFACT_PATH} */
    public static String checked(String path) {
        boolean bad = path.isEmpty()
                || path.startsWith("/")
                || path.contains("\\")
                || path.contains(":")
                || path.indexOf('\0') >= 0;
        for (String part : path.split("/", -1)) {
            bad |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (bad) {
            throw new JedroException(
                    Problem.error(MlflowCode.ARTIFACT_PATH, "'" + path + "' cannot be the path of an artifact.")
                            .fix("write a relative path with slashes and without '..'"));
        }
        return path;
    }

    /** A server's word is checked as well: what it calls a name must not lead out of the folder. */
    static Path beneath(Path folder, String path) {
        return folder.resolve(checked(path));
    }
}
