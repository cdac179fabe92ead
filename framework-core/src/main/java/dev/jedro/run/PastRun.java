package dev.jedro.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the journal of one run tells.
 *
 * @param duration from start to end; empty while it runs, or if it died
 * @param events every event that is whole, in order
 */
public record PastRun(RunId id, RunStatus status, Instant started, Optional<Duration> duration, List<RunEvent> events) {

    public PastRun {
        events = List.copyOf(events);
    }

    /** The nodes that ran to their end, in the order in which they ended. */
    public List<String> finishedNodes() {
        return events.stream()
                .filter(RunEvent.NodeRan.class::isInstance)
                .map(event -> ((RunEvent.NodeRan) event).node())
                .toList();
    }
}
