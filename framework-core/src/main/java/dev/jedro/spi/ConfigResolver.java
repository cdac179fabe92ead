package dev.jedro.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers <code>${name:argument,argument}</code> in configuration files. Found by {@link java.util.ServiceLoader}, so it needs a public class with
 * a public constructor without parameters and an entry in {@code META-INF/services/dev.jedro.spi.ConfigResolver}; or handed to the project in
 * code.
 */
public interface ConfigResolver {

    /** What stands before the colon: letters, digits, {@code _}, {@code -} and {@code .}. */
    String name();

    /**
     * The value to put in. Called once for each place where it is written, when that value is first asked for, never by two threads at a
     * time.
     *
     * @param arguments as YAML types them (String, Long, Double, Boolean, null, List, Map); may be empty
     * @return a text, number, boolean, list, map, null, or a {@code dev.jedro.config.Secret} for what must not be shown
     * @throws Exception whatever is wrong; its message is shown with the place of the interpolation
     */
    @Nullable
    Object resolve(List<@Nullable Object> arguments) throws Exception;
}
