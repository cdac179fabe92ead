package dev.jedro.config;

/** What the package needs to know of a tree and nobody else does. */
final class Tree {
    private Tree() {}

    /** Whether an interpolation is written in it or beneath it. */
    static boolean hasInterpolations(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            return map.hasInterpolations();
        }
        return value instanceof ConfigList list ? list.hasInterpolations() : ((ConfigScalar) value).hasInterpolations();
    }

    /** How many values it has when every alias is written out; guards against files that explode. */
    static long weight(ConfigValue value) {
        if (value instanceof ConfigMap map) {
            return map.weight();
        }
        return value instanceof ConfigList list ? list.weight() : 1;
    }
}
