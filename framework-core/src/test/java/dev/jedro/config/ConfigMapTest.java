package dev.jedro.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jedro.problem.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigMapTest {
    private static final Place THERE = Place.of("there.yml", 3, 5);
    private final ConfigMap map = ConfigMap.of(Map.of("a", 1, "b", "text"), THERE);

    @Test
    void isItselfWhereNoValueIsChanged() {
        assertThat(map.map(value -> value)).isSameAs(map);
    }

    @Test
    void keepsKeysAndTheirPlacesWhereAValueIsChanged() {
        Place elsewhere = Place.of("elsewhere.yml");
        ConfigMap changed =
                map.map(value -> value.toJava() instanceof String ? ConfigValue.of("other", elsewhere) : value);

        assertThat(changed.toJava()).isEqualTo(Map.of("a", 1L, "b", "other"));
        assertThat(changed.keyPlace("b")).isEqualTo(THERE);
        assertThat(changed.get("b"))
                .hasValueSatisfying(value -> assertThat(value.place()).isEqualTo(elsewhere));
        assertThat(map.toJava()).isEqualTo(Map.of("a", 1L, "b", "text"));
    }
}
