package dev.jedro.hook;

import dev.jedro.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is told of each moment of a session. Implement the moments you care about; the others do nothing.
 *
 * <p>Registered by the project ({@code ProjectBuilder.hook}) or found by {@link java.util.ServiceLoader}. Found hooks come first, sorted by
 * class name, then those of the project in its order, then those of the single run; they are called <b>last registered first</b>, at every moment. A hook
 * is never called by two threads at once; with several workers the moments of different nodes may alternate.
 *
 * <p>A hook that throws fails the run, and the report names it. In {@link #nodeFailed} and {@link #runFailed} what it throws is only logged, so that the
 * first error stays the one reported.
 *
 * <pre>{@code
 * public final class Clock implements Hook {
 *     @Override
 *     public void afterNode(AfterNode e) {
 *         System.err.println(e.node().name() + " took " + e.duration().toMillis() + " ms");
 *     }
 * }
 * }</pre>
 */
public interface Hook {

    /** The name in messages and in {@code disable_hooks} of jedro.yml; the simple name of the class unless overridden. */
    default String name() {
        String simple = getClass().getSimpleName();
        return simple.isEmpty() ? getClass().getName() : simple;
    }

    /** What this hook provides to nodes, for instance a Spark session; opened when the first node needs it. */
    default List<ResourceProvider<?>> resources() {
        return List.of();
    }

    /** Names of configuration files of its own, for instance {@code mlflow} for {@code conf/base/mlflow.yml}; only asked of hooks that are found. */
    default List<String> configSections() {
        return List.of();
    }

    /**
     * The project's configuration is known; once a session. What is wrong with a hook's own settings is told here, by a {@link dev.jedro.problem.JedroException}: its problems are
     * shown as they are, as those of the project's configuration.
     */
    default void projectOpened(ProjectOpened e) throws Exception {}

    /** The catalog is defined; once a session, and again for each run with parameters of its own. */
    default void catalogCreated(CatalogCreated e) throws Exception {}

    /**
     * The project is checked without a run. What can be known to be wrong with what this hook needs for a run is told here, by a {@link dev.jedro.problem.JedroException}, as
     * {@link #beforeRun} would; nothing is opened and no server is asked. The problems of all hooks are collected.
     */
    default void projectChecked(ProjectChecked e) throws Exception {}

    /** All checks have passed; nothing has run yet. */
    default void beforeRun(BeforeRun e) throws Exception {}

    /** Every node ran. */
    default void afterRun(AfterRun e) throws Exception {}

    /** A node or a hook failed, or the run was cancelled. Called instead of {@link #afterRun}. */
    default void runFailed(RunFailed e) throws Exception {}

    /**
     * The process ends while the run goes on: a node called {@code System.exit}, or somebody stopped the process. Called last, instead of {@link #runFailed}, in the shutdown of the JVM:
     * take a second or two at most. Unlike all others it may be called while the hook is in another moment; nodes may still be at work.
     */
    default void processEnds(ProcessEnds e) throws Exception {}

    /**
     * The inputs of a node are loaded; the function is called next.
     *
     * @return values that this node gets instead of those loaded, by input key; only for this node. Where several hooks replace the same input, the one called last
     *     wins. Empty to leave all as it is
     */
    default Map<String, Object> beforeNode(BeforeNode e) throws Exception {
        return Map.of();
    }

    /** The function has returned; its outputs are saved next. */
    default void afterNode(AfterNode e) throws Exception {}

    /** Loading, the function, another hook or saving failed, and all retries are used up. */
    default void nodeFailed(NodeFailed e) throws Exception {}

    /**
     * Says in the user's words what a library's exception means, when it has failed a node, or a load or save of it: a plug-in knows its engine's errors, and their cure. The
     * first hook that answers is believed; the node's place is added.
     *
     * @param thrown never a {@link dev.jedro.problem.JedroException}; look at its causes as well
     * @return empty if the hook does not know it
     */
    default Optional<Problem> explain(Throwable thrown) throws Exception {
        return Optional.empty();
    }

    /** A dataset or a parameter is about to be loaded for a node. */
    default void beforeLoad(BeforeLoad e) throws Exception {}

    default void afterLoad(AfterLoad e) throws Exception {}

    default void beforeSave(BeforeSave e) throws Exception {}

    default void afterSave(AfterSave e) throws Exception {}

    /** A command of the command line starts, in a project. */
    default void beforeCommand(BeforeCommand e) throws Exception {}

    /** A command of the command line has ended, well or not. */
    default void afterCommand(AfterCommand e) throws Exception {}
}
