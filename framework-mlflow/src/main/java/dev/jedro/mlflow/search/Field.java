package dev.jedro.mlflow.search;

import java.util.Locale;

/**
 * One thing of an entity that can be compared, and ordered by.
 *
 * @param kind what it is
 * @param key the metric's, parameter's or tag's key, or the attribute's name
 */
public record Field(Kind kind, String key) {

    /** What a field is, and thereby how it compares. */
    public enum Kind {
        METRIC,
        PARAMETER,
        TAG,
        /** Of a dataset that is an input of the run; a run may have several values. */
        DATASET,
        /** An attribute whose values are text. */
        TEXT,
        /** An attribute whose values are whole numbers, often milliseconds since 1970. */
        NUMBER;

        boolean numeric() {
            return this == METRIC || this == NUMBER;
        }
    }

    /** As users write it, for instance {@code metrics.rmse}. */
    @Override
    public String toString() {
        return switch (kind) {
            case METRIC -> "metrics." + key;
            case PARAMETER -> "params." + key;
            case TAG -> "tags." + key;
            case DATASET -> "dataset." + key;
            case TEXT, NUMBER -> "attributes." + key.toLowerCase(Locale.ROOT);
        };
    }
}
