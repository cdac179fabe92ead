package dev.jedro.run;

import org.jspecify.annotations.Nullable;

/** The wish of another thread that a run stops. Thread-safe. */
final class Cancellation {
    private boolean wanted;
    private @Nullable Thread coordinator;

    /** Asks for the end of the run; interrupts its coordinator, which interrupts the workers. */
    synchronized void cancel() {
        if (!wanted) {
            wanted = true;
            if (coordinator != null) {
                coordinator.interrupt();
            }
        }
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    /** From now on the calling thread is the one to interrupt. */
    synchronized void attach() {
        coordinator = Thread.currentThread();
        if (wanted) {
            coordinator.interrupt();
        }
    }

    /** No interrupt comes any more after this, and one that came has been heard: what follows in this thread is not disturbed. */
    synchronized void detach() {
        coordinator = null;
        Thread.interrupted();
    }
}
