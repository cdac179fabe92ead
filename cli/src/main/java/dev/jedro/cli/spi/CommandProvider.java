package dev.jedro.cli.spi;

import java.util.List;

/**
 * Adds commands to {@code jedro} inside a project. Found by {@link java.util.ServiceLoader}, so a jar names its class in
 * {@code META-INF/services/dev.jedro.cli.spi.CommandProvider}.
 */
public interface CommandProvider {

    /**
     * Objects whose classes bear picocli's {@code @Command}; made anew for each process. A command that has the name of one of Jedro's own is
     * refused. They may throw {@link dev.jedro.problem.JedroException}, and find the project's folder in {@link Project}.
     *
     * @param project the project in which the command is given
     */
    List<Object> commands(Project project);
}
