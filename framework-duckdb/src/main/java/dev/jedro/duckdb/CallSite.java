package dev.jedro.duckdb;

import dev.jedro.problem.Place;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/** The line of user code that made a relation; file and line are only read when asked for. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String OURS = CallSite.class.getPackageName() + ".";

    private final @Nullable StackFrame frame;

    private CallSite(@Nullable StackFrame frame) {
        this.frame = frame;
    }

    static CallSite ofCaller() {
        return new CallSite(WALKER.walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName()))
                .findFirst()
                .orElse(null)));
    }

    private static boolean isOurs(String className) {
        return className.startsWith(OURS) && !className.contains("Test");
    }

    /** The file name without folders, and the line. */
    Place place() {
        if (frame == null) {
            return Place.of("SQL");
        }
        String file = frame.getFileName();
        return Place.of(file == null ? frame.getClassName() : file, Math.max(0, frame.getLineNumber()));
    }
}
