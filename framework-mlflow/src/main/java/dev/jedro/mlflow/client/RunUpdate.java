package dev.jedro.mlflow.client;

import java.time.Instant;
import java.util.Optional;

/** What changes about a run; what is empty stays. */
public record RunUpdate(Optional<RunStatus> status, Optional<Instant> end, Optional<String> name) {

    /** The run goes on, as if it had never ended. */
    public static RunUpdate resumed() {
        return new RunUpdate(Optional.of(RunStatus.RUNNING), Optional.empty(), Optional.empty());
    }

    public static RunUpdate ended(RunStatus status, Instant end) {
        return new RunUpdate(Optional.of(status), Optional.of(end), Optional.empty());
    }
}
