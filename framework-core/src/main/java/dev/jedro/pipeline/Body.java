package dev.jedro.pipeline;

import org.jspecify.annotations.Nullable;

/** A node's function, whatever its number of arguments. */
@FunctionalInterface
interface Body {
    @Nullable
    Object call(@Nullable Object[] arguments) throws Exception;
}
