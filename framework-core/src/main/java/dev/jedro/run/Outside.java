package dev.jedro.run;

import dev.jedro.pipeline.Node;
import java.util.Optional;
import java.util.function.Predicate;

/** The name that an input would have outside of its node's namespace. */
final class Outside {
    private Outside() {}

    /**
     * @param name as the node reads it, for instance {@code north.orders}
     * @param isKnown whether there is something of a name
     * @return the name without the namespaces, if there is something of that; empty if the node has none, or does not have them in this name
     */
    static Optional<String> name(Node node, String name, Predicate<String> isKnown) {
        String prefix = node.namespace() + ".";
        if (node.namespace().isEmpty() || !name.startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(name.substring(prefix.length())).filter(isKnown);
    }

    /** What to write so that the namespace leaves it alone. */
    static String fix(Node node, String outside) {
        String innermost = node.namespace().substring(node.namespace().lastIndexOf('.') + 1);
        return "write .in(\"" + innermost + "\").keep(…) with the reference to '" + outside
                + "', so that it means the same inside and outside of the namespace";
    }
}
