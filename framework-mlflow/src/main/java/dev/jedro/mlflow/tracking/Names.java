package dev.jedro.mlflow.tracking;

import dev.jedro.mlflow.client.Limits;

/** Names that every MLflow server takes. */
final class Names {
    private Names() {}

    /** The same where it is allowed; otherwise with {@code _} for what is not. */
    static String of(String name) {
        return isPlain(name) ? name : cleaned(name);
    }

    /** What nearly all names are; a run asks this for each of its metrics, and expressions take long until they are compiled. */
    private static boolean isPlain(String name) {
        char before = '/';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            boolean inside = before != '/' && (c == '.' || c == '-' || c == '/');
            if (!letter && !inside) {
                return false;
            }
            before = c;
        }
        return before != '/' && name.length() <= Limits.KEY;
    }

    private static String cleaned(String name) {
        String clean = name.replaceAll("[^/\\p{L}\\p{N}_.\\- ]", "_").replaceAll("/{2,}", "/");
        clean = clean.replaceAll("(^|/)\\.{1,2}(?=/|$)", "$1_").replaceAll("^/|/$", "_");
        if (clean.isBlank()) {
            return "_";
        }
        return clean.length() > Limits.KEY ? clean.substring(0, Limits.KEY) : clean;
    }
}
