package dev.jedro.mlflow.store;

/** Which experiments or runs a search looks at; MLflow's {@code ViewType}. */
public enum View {
    ACTIVE_ONLY(1),
    DELETED_ONLY(2),
    ALL(3);

    private final int number;

    View(int number) {
        this.number = number;
    }

    /** As protobuf counts them. */
    public int number() {
        return number;
    }

    boolean shows(Lifecycle stage) {
        return switch (this) {
            case ACTIVE_ONLY -> stage == Lifecycle.ACTIVE;
            case DELETED_ONLY -> stage == Lifecycle.DELETED;
            case ALL -> true;
        };
    }
}
