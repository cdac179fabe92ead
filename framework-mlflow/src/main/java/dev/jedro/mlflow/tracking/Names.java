package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.Limits;

/** Names that every MLflow server takes. */
final class Names {
    private Names() {}

    /** The same where it is allowed; otherwise with {@code _} for what is not. */
    static String of(String name) {
        String clean = name.replaceAll("[^/\\p{L}\\p{N}_.\\- ]", "_").replaceAll("/{2,}", "/");
        clean = clean.replaceAll("(^|/)\\.{1,2}(?=/|$)", "$1_").replaceAll("^/|/$", "_");
        if (clean.isBlank()) {
            return "_";
        }
        return clean.length() > Limits.KEY ? clean.substring(0, Limits.KEY) : clean;
    }
}
