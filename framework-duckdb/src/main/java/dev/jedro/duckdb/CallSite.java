package dev.jedro.duckdb;

import dev.jedro.catalog.Dataset;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The line of user code that called into this module; file and line are only read when asked for. There is none where the catalog called,
 * which tells the dataset's own place.
 */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final ProtectionDomain THIS_MODULE = CallSite.class.getProtectionDomain();
    private static final ProtectionDomain CORE = Dataset.class.getProtectionDomain();

    /** No line of Java. */
    static final CallSite NONE = new CallSite(null);

    private final @Nullable StackFrame frame;

    private CallSite(@Nullable StackFrame frame) {
        this.frame = frame;
    }

    static CallSite ofCaller() {
        return new CallSite(WALKER.walk(CallSite::firstOfAnotherModule)
                .filter(frame -> frame.getDeclaringClass().getProtectionDomain() != CORE)
                .orElse(null));
    }

    private static Optional<StackFrame> firstOfAnotherModule(Stream<StackFrame> frames) {
        return frames.filter(frame -> !frame.getClassName().startsWith("java."))
                .filter(frame -> frame.getDeclaringClass().getProtectionDomain() != THIS_MODULE)
                .findFirst();
    }

    /** The file name without folders, and the line. */
    Optional<Place> place() {
        if (frame == null) {
            return Optional.empty();
        }
        String file = frame.getFileName();
        return Optional.of(Place.of(file == null ? frame.getClassName() : file, Math.max(0, frame.getLineNumber())));
    }

    /** The problem at this place as well. */
    Problem addTo(Problem problem) {
        return place().map(problem::at).orElse(problem);
    }
}
