package dev.jedro.pipeline;

import dev.jedro.problem.Place;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The line of user code that called into this package. Taken cheaply, since file and line are only read when asked for. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
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

    private final StackFrame frame;
    private @Nullable Place place;

    private CallSite(StackFrame frame) {
        this.frame = frame;
    }

    static CallSite ofCaller() {
        return new CallSite(WALKER.walk(CallSite::firstOfUsers));
    }

    /** A loop, since it runs for each node and each reference of a pipeline, most of the time before Java has compiled anything. */
    private static StackFrame firstOfUsers(Stream<StackFrame> frames) {
        Iterator<StackFrame> each = frames.iterator();
        while (each.hasNext()) {
            StackFrame frame = each.next();
            if (!OURS.contains(frame.getClassName())) {
                return frame;
            }
        }
        throw new IllegalStateException("called by nobody");
    }

    /** The file name without folders, and the line; the class name where the code was compiled without debug information. */
    Place place() {
        Place known = place;
        if (known == null) {
            String file = frame.getFileName();
            known = Place.of(file == null ? frame.getClassName() : file, Math.max(0, frame.getLineNumber()));
            place = known;
        }
        return known;
    }
}
