package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The line of user code that called into this package. A throwable that is never thrown keeps the stack: of all ways to ask for it this is the cheapest while nothing is
 * compiled, since it is looked at only when a place is asked for.
 */
final class CallSite {
    private static final Set<String> OURS = Set.of(
            CallSite.class.getName(),
            Ref.class.getName(),
            Param.class.getName(),
            Resource.class.getName(),
            Wiring.class.getName(),
            NeedsOutput.class.getName(),
            Pipeline.class.getName(),
            Namespaced.class.getName(),
            Nodes.class.getName());

    private @Nullable Throwable stack = new Throwable();
    private @Nullable Place place;

    private CallSite() {}

    static CallSite ofCaller() {
        return new CallSite();
    }

    /** The file name without folders, and the line; the class name where the code was compiled without debug information. */
    synchronized Place place() {
        Place known = place;
        if (known == null) {
            StackTraceElement frame = firstOfUsers(stack == null ? new StackTraceElement[0] : stack.getStackTrace());
            String file = frame.getFileName();
            known = Place.of(file == null ? frame.getClassName() : file, Math.max(0, frame.getLineNumber()));
            place = known;
            stack = null;
        }
        return known;
    }

    private static StackTraceElement firstOfUsers(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (!OURS.contains(frame.getClassName())) {
                return frame;
            }
        }
        throw new IllegalStateException("called by nobody");
    }
}
