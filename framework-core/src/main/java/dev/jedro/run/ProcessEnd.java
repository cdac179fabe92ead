package dev.jedro.run;

import dev.jedro.hook.Hooks;
import dev.jedro.pipeline.Node;
import dev.jedro.problem.Cause;
import dev.jedro.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Notices that the JVM ends while a run goes on: the run would be over without a word. */
final class ProcessEnd {
    private final Thread hook;

    /** @param exited whether code in this process called {@code System.exit} */
    record Ending(boolean exited, Problem problem) {}

    private ProcessEnd(Runnable action) {
        hook = new Thread(action, "jedro-process-end");
    }

    /**
     * Watches until it is told to {@link #forget}.
     *
     * @param told what happened, in the JVM's shutdown
     */
    static ProcessEnd watch(LiveScope scope, Consumer<Ending> told) {
        ProcessEnd end = new ProcessEnd(() -> told.accept(ending(scope.running(), Thread.getAllStackTraces())));
        try {
            Runtime.getRuntime().addShutdownHook(end.hook);
        } catch (IllegalStateException e) {
            // it ends already
        }
        return end;
    }

    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it ends already
        }
    }

    private static Ending ending(Collection<Node> running, Map<Thread, StackTraceElement[]> threads) {
        for (StackTraceElement[] stack : threads.values()) {
            if (isExit(stack)) {
                return new Ending(true, isOfHook(stack) ? exitedInHook(stack) : exited(running, stack));
            }
        }
        return new Ending(
                false,
                Problem.error(RunCode.PROCESS_ENDED, "The process was told to end while the run went on.")
                        .fix("run again; --only-missing-outputs goes on where it stopped"));
    }

    private static boolean isExit(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }

    private static boolean isOfHook(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(Hooks.class.getName()));
    }

    private static Problem exitedInHook(StackTraceElement[] stack) {
        return Cause.of(call(stack))
                .at(Problem.error(RunCode.PROCESS_ENDED, "A hook ended the process: it called System.exit."))
                .fix("throw an exception instead: then the run ends in order");
    }

    private static Throwable call(StackTraceElement[] stack) {
        Throwable call = new Throwable();
        call.setStackTrace(stack);
        return call;
    }

    /** @param running may be several: the one whose class is in the stack is meant */
    private static Problem exited(Collection<Node> running, StackTraceElement[] stack) {
        Throwable call = call(stack);
        List<Node> callers = running.stream()
                .filter(node -> running.size() == 1
                        || Arrays.stream(stack)
                                .anyMatch(frame -> frame.getClassName()
                                                .equals(node.function().owner().getName())
                                        && frame.getMethodName()
                                                .equals(node.function().method())))
                .toList();
        String who = callers.isEmpty()
                ? "The process ended while the run went on: System.exit was called."
                : callers.stream().map(node -> "'" + node.name() + "'").collect(Collectors.joining(" or ", "Node ", ""))
                        + " ended the process: it called System.exit.";
        Cause cause =
                callers.size() == 1 ? Cause.of(call, callers.get(0).function().owner()) : Cause.of(call);
        Problem problem = cause.at(Problem.error(RunCode.PROCESS_ENDED, who));
        for (Node caller : callers) {
            problem = problem.at(caller.place());
        }
        return problem.fix("throw an exception instead: then the run ends in order");
    }
}
