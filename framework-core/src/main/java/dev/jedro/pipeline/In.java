package dev.jedro.pipeline;

/**
 * What one argument of a node's function is made from: one {@link Input}, or {@link All} of several.
 *
 * @param <T> the type of the argument
 */
public sealed interface In<T> permits Input, All {}
