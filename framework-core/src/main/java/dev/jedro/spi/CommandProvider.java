package dev.jedro.spi;

import java.util.List;

/**
 * Adds commands to {@code jedro}. Found by {@link java.util.ServiceLoader}, so it needs a public class with a public constructor without parameters and an entry in
 * {@code META-INF/services/dev.jedro.spi.CommandProvider}. It is made only if none of Jedro's own commands was typed, so it costs {@code jedro run} nothing.
 */
public interface CommandProvider {

    /**
     * Objects whose classes bear picocli's {@code @Command} with a name and a description, or picocli's {@code CommandLine} of such objects. The name must not be that of one of
     * Jedro's own commands, nor of another provider's.
     *
     * <p>A command gives its exit code: 0 done, 1 what was asked for failed, 2 wrong usage or configuration. It writes its answer to {@link CommandContext#out()} and nothing
     * else there, takes {@code --format json} where it lists something, and may throw {@link dev.jedro.problem.JedroException}, which is reported and ends with 2.
     *
     * @param context where the commands work; what the user typed is known to it when a command runs, not before
     */
    List<Object> commands(CommandContext context);

    /** Whether the commands work outside a project too. */
    default boolean anywhere() {
        return false;
    }
}
