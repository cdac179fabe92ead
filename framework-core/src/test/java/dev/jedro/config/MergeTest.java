package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of merging, on random trees. */
class MergeTest {
    private static final Place HERE = Place.of("random");

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < 50; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static Map<String, Object> tree(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String key = String.valueOf((char) ('a' + random.nextInt(5)));
            map.put(
                    key,
                    depth > 0 && random.nextBoolean() ? tree(random, depth - 1) : (Object) (long) random.nextInt(100));
        }
        return map;
    }

    private static ConfigMap random(Random random) {
        return ConfigMap.of(tree(random, 3), HERE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void destructiveMergeTakesEachTopLevelKeyWhole(long seed) {
        Random random = new Random(seed);
        ConfigMap lower = random(random);
        ConfigMap upper = random(random);

        ConfigMap merged = Merge.destructive(lower, upper);

        Set<String> keys = new LinkedHashSet<>(lower.keys());
        keys.addAll(upper.keys());
        assertThat(merged.keys()).containsExactlyElementsOf(keys);
        for (String key : keys) {
            assertThat(merged.get(key)).isEqualTo(upper.has(key) ? upper.get(key) : lower.get(key));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void softMergeKeepsEveryLeafOfTheUpperAndOnlyLeavesOfBoth(long seed) {
        Random random = new Random(seed);
        ConfigMap lower = random(random);
        ConfigMap upper = random(random);

        ConfigMap merged = Merge.soft(lower, upper);

        for (String leaf : ConfigLeaves.of(upper).keySet()) {
            assertThat(merged.at(leaf).orElseThrow().toJava())
                    .isEqualTo(upper.at(leaf).orElseThrow().toJava());
        }
        for (String leaf : ConfigLeaves.of(merged).keySet()) {
            assertThat(ConfigLeaves.of(upper).containsKey(leaf)
                            || ConfigLeaves.of(lower).containsKey(leaf))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void destructiveMergeIsAssociative(long seed) {
        Random random = new Random(seed);
        ConfigMap a = random(random);
        ConfigMap b = random(random);
        ConfigMap c = random(random);

        assertThat(Merge.destructive(Merge.destructive(a, b), c).toJava())
                .isEqualTo(Merge.destructive(a, Merge.destructive(b, c)).toJava());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothLeaveAMapAloneThatMeetsItselfOrNothing(long seed) {
        ConfigMap map = random(new Random(seed));
        Object before = map.toJava();

        assertThat(Merge.soft(map, map).toJava()).isEqualTo(before);
        assertThat(Merge.destructive(map, map).toJava()).isEqualTo(before);
        assertThat(Merge.soft(map, ConfigMap.empty(HERE)).toJava()).isEqualTo(before);
        assertThat(Merge.soft(ConfigMap.empty(HERE), map).toJava()).isEqualTo(before);
        assertThat(map.toJava()).isEqualTo(before);
    }
}
