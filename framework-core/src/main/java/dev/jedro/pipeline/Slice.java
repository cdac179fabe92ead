package dev.jedro.pipeline;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A selection of nodes: those that fit all of its parts. Within one part, one of its names is enough. Immutable.
 *
 * <pre>{@code pipeline.slice(Slice.ALL.with(Slice.Part.FROM_NODES, List.of("split")).with(Slice.Part.TAGS, List.of("train")))}</pre>
 *
 * @param parts the names of each part; a part without names selects everything
 */
public record Slice(Map<Part, Set<String>> parts) {

    /** One way to select. */
    public enum Part {
        /** The nodes of these full names. */
        NODES("nodes"),
        /** The nodes of these full names and all that depend on them. */
        FROM_NODES("from nodes"),
        /** The nodes of these full names and all they depend on. */
        TO_NODES("to nodes"),
        /** The nodes that read these datasets or parameters and all that depend on them. */
        FROM_INPUTS("from inputs"),
        /** The nodes that write these datasets and all they depend on. */
        TO_OUTPUTS("to outputs"),
        /** The nodes that have at least one of these tags. */
        TAGS("tags"),
        /** The nodes in one of these namespaces or in one nested in it. */
        NAMESPACES("namespaces");

        private final String words;

        Part(String words) {
            this.words = words;
        }

        /** As messages name it. */
        String words() {
            return words;
        }
    }

    /** Selects every node. */
    public static final Slice ALL = new Slice(Map.of());

    public Slice {
        Map<Part, Set<String>> copy = new EnumMap<>(Part.class);
        parts.forEach((part, names) -> {
            if (!names.isEmpty()) {
                copy.put(part, Collections.unmodifiableSet(new LinkedHashSet<>(names)));
            }
        });
        parts = Collections.unmodifiableMap(copy);
    }

    /** A copy with more names in one part. */
    public Slice with(Part part, Collection<String> names) {
        Map<Part, Set<String>> more = new EnumMap<>(Part.class);
        more.putAll(parts);
        Set<String> all = new LinkedHashSet<>(names(part));
        all.addAll(names);
        more.put(part, all);
        return new Slice(more);
    }

    /** A copy with more names in one part. */
    public Slice with(Part part, String... names) {
        return with(part, List.of(names));
    }

    /** The names of one part; empty where it selects everything. */
    public Set<String> names(Part part) {
        return parts.getOrDefault(part, Set.of());
    }

    /** Whether every node is selected. */
    public boolean isAll() {
        return parts.isEmpty();
    }
}
