package dev.jedro.mlflow.tracking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of this process that are being tracked, by Jedro's run id, which is unique across processes. */
public final class ActiveRuns {
    private static final int REMEMBERED = 100;
    private static final Map<String, ActiveRun> RUNS = new ConcurrentHashMap<>();
    private static final Map<String, ActiveRun> ENDED = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ActiveRun> eldest) {
            return size() > REMEMBERED;
        }
    };

    private ActiveRuns() {}

    /** Empty for a run that is not tracked, or has ended. */
    public static Optional<ActiveRun> find(String jedroRun) {
        return Optional.ofNullable(RUNS.get(jedroRun));
    }

    static synchronized void begin(String jedroRun, ActiveRun run) {
        RUNS.put(jedroRun, run);
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
}
