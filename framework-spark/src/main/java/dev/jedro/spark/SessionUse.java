package dev.jedro.spark;

import dev.jedro.hook.RunInfo;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What of Jedro works with a project's Spark sessions just now: its runs, and saves of its datasets. Thread-safe. */
public final class SessionUse {
    /** The ids of those that go on. */
    private final Set<String> runs = new HashSet<>();
    /** Whether one of the runs since there was last none does several nodes at once. */
    private boolean nodesAtOnce;

    private int savesGoingOn;
    /** How many runs and saves there have been. */
    private long begun;
    /** Whether something broke off here that a server may not have stopped yet. */
    private boolean inDoubt;

    SessionUse() {}

    /** Something that saves a dataset. */
    public interface Save {
        void run() throws Exception;
    }

    synchronized void runBegins(RunInfo run) {
        runs.add(run.runId());
        begun++;
        nodesAtOnce |= !run.runner().equals("sequential");
    }

    synchronized void runEnds(RunInfo run, boolean well) {
        runs.remove(run.runId());
        nodesAtOnce &= !runs.isEmpty();
        inDoubt |= !well;
    }

    /** Does a save, and counts it. */
    public void saving(Save save) throws Exception {
        synchronized (this) {
            savesGoingOn++;
            begun++;
        }
        boolean well = false;
        try {
            save.run();
            well = true;
        } finally {
            synchronized (this) {
                savesGoingOn--;
                inDoubt |= !well;
            }
        }
    }

    /** From now on nothing is taken for {@link #alone} any more. */
    public synchronized void doubt() {
        inDoubt = true;
    }

    /**
     * To be asked by a save: a number if it is the only work on the sessions, in the only run, whose nodes run one after the other; empty if it is not, or if something that broke off may still be
     * at work. The same number twice means that nothing else began between. Not known is what node code does in threads of its own.
     */
    public synchronized OptionalLong alone() {
        boolean alone = runs.size() == 1 && !nodesAtOnce && savesGoingOn == 1 && !inDoubt;
        return alone ? OptionalLong.of(begun) : OptionalLong.empty();
    }
}
