package dev.jedro.run;

import dev.jedro.catalog.SaveVersion;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The name of one run, {@code 2026-11-20T16.40.11.123Z-5f3a}: sorts by time, unique across processes, a legal folder name everywhere. Its
 * first part is the version under which the run saves versioned datasets.
 *
 * @param value the whole text
 */
public record RunId(String value) implements Comparable<RunId> {
    private static final Pattern SUFFIX = Pattern.compile("-[0-9a-f]{4}");
    private static final int SUFFIX_LENGTH = 5;
    private static final AtomicLong LAST = new AtomicLong();

    public RunId {
        if (!isRunId(value)) {
            throw new IllegalArgumentException("not a run id: " + value);
        }
    }

    /** Whether {@code text} has the form of a run id. */
    public static boolean isRunId(String text) {
        int suffix = text.length() - SUFFIX_LENGTH;
        return suffix > 0
                && SaveVersion.isMoment(text.substring(0, suffix))
                && SUFFIX.matcher(text.substring(suffix)).matches();
    }

    /** A new id; in one process no two have the same millisecond, so that no two runs share a save version. */
    public static RunId next() {
        long now = System.currentTimeMillis();
        long millis = LAST.updateAndGet(last -> Math.max(last + 1, now));
        int random = ThreadLocalRandom.current().nextInt(1 << 16);
        return new RunId(SaveVersion.at(Instant.ofEpochMilli(millis)) + "-"
                + HexFormat.of().toHexDigits((short) random));
    }

    /** The version of what this run saves, {@code 2026-11-20T16.40.11.123Z}: one for all versioned datasets of the run. */
    public String saveVersion() {
        return value.substring(0, value.length() - SUFFIX_LENGTH);
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
