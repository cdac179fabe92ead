package dev.jedro.mlflow.store;

import java.util.Locale;

/** Whether an experiment or run is deleted; what is deleted can be restored. */
public enum Lifecycle {
    ACTIVE,
    DELETED;

    /** As in files and answers: {@code active}, {@code deleted}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
