package dev.jedro.mlflow.store;

import java.util.Arrays;

/** How far a run is. In files its number stands. */
public enum RunStatus {
    RUNNING(1),
    SCHEDULED(2),
    FINISHED(3),
    FAILED(4),
    KILLED(5);

    private final int number;

    RunStatus(int number) {
        this.number = number;
    }

    /** As protobuf counts them. */
    public int number() {
        return number;
    }

    static RunStatus of(MetaFile meta) {
        long wanted = meta.number("status").orElse(RUNNING.number);
        return Arrays.stream(values())
                .filter(status -> status.number == wanted)
                .findFirst()
                .orElseThrow(() -> MetaFile.damaged(meta.file(), 0, "has the unknown status " + wanted));
    }

    public boolean ended() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}
