package dev.jedro.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Who claims a name that only one node may have. */
final class Claims {
    private final Map<String, Node> first = new HashMap<>();
    private final Map<String, List<Node>> disputed = new LinkedHashMap<>();

    void claim(String name, Node node) {
        Node before = first.putIfAbsent(name, node);
        if (before != null) {
            disputed.computeIfAbsent(name, key -> new ArrayList<>(List.of(before)))
                    .add(node);
        }
    }

    /** Names claimed more than once, with all who claim them in the order given. */
    void disputed(BiConsumer<String, List<Node>> found) {
        disputed.forEach(found);
    }

    /** The same, where one node that was given several times counts once. */
    void disputedByDifferentNodes(BiConsumer<String, List<Node>> found) {
        disputed.forEach((name, claimants) -> {
            List<Node> different = claimants.stream().distinct().toList();
            if (different.size() > 1) {
                found.accept(name, different);
            }
        });
    }
}
