package dev.jedro.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the interpolations in one map or list look.
 *
 * @param tree what they belong to: one section of one environment
 * @param up the container around; null at the root
 * @param path of the container from the root; empty at the root
 */
record Scope(ConfigTree tree, @Nullable Scope up, String path) {

    Scope inside(String key) {
        return new Scope(tree, this, pathOf(key));
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
