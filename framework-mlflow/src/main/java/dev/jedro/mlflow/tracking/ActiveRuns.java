package dev.jedro.mlflow.tracking;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this process that are being tracked, by Jedro's run id, which is unique across processes. Those that the process takes with it end as killed. */
public final class ActiveRuns {
    private static final int REMEMBERED = 100;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Map<String, ActiveRun> RUNS = new ConcurrentHashMap<>();
    private static final Map<String, ActiveRun> ENDED = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ActiveRun> eldest) {
            return size() > REMEMBERED;
        }
    };

    private static boolean watched;

    private ActiveRuns() {}

    /** Empty for a run that is not tracked, or has ended. */
    public static Optional<ActiveRun> find(String jedroRun) {
        return Optional.ofNullable(RUNS.get(jedroRun));
    }

    static synchronized void begin(String jedroRun, ActiveRun run) {
        RUNS.put(jedroRun, run);
        if (!watched) {
            watched = true;
            Runtime.getRuntime().addShutdownHook(new Thread(ActiveRuns::stopAll, "mlflow-last-words"));
        }
    }

    /** As {@link #find}, also for a run that has ended: its outputs may be asked for afterwards. The last hundred are known. */
    public static synchronized Optional<ActiveRun> findAlsoEnded(String jedroRun) {
        return find(jedroRun).or(() -> Optional.ofNullable(ENDED.get(jedroRun)));
    }

    static synchronized Optional<ActiveRun> end(String jedroRun) {
        ActiveRun ended = RUNS.remove(jedroRun);
        if (ended != null) {
            ENDED.put(jedroRun, ended);
        }
        return Optional.ofNullable(ended);
    }

    private static void stopAll() {
        RUNS.values().forEach(run -> run.stop(LAST_WORDS));
    }
}
