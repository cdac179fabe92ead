package dev.jedro.config;

/** How an environment's files change those of the base. */
public enum MergeStrategy {
    /** A top-level key of the environment replaces that of the base as a whole. What happens if nothing is said. */
    DESTRUCTIVE,
    /** Maps are merged key by key, however deep; everything else is replaced. */
    SOFT
}
