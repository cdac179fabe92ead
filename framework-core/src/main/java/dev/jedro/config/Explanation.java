package dev.jedro.config;

import dev.jedro.problem.Place;
import java.util.List;

/**
 * Why a key of the configuration has its value.
 *
 * @param section such as {@code parameters}
 * @param key its path in the section
 * @param value resolved; prints masked
 * @param place where the value that counts is written
 * @param overrides what it hides in the environments beneath, nearest first; empty if nothing
 * @param steps the interpolations that led to the value, in the order in which they were followed; empty if it is written plainly
 */
public record Explanation(
        String section, String key, ConfigValue value, Place place, List<Hidden> overrides, List<Step> steps) {

    public Explanation {
        overrides = List.copyOf(overrides);
        steps = List.copyOf(steps);
    }

    /**
     * A value that does not count, because another environment says otherwise.
     *
     * @param value as written, interpolations and all; prints masked
     * @param place where it is written
     */
    public record Hidden(ConfigValue value, Place place) {}

    /**
     * One interpolation.
     *
     * @param written such as <code>${globals:bucket}</code>
     * @param value what it gave; prints masked
     * @param place where that is written: a file, a flag, an environment variable
     */
    public record Step(String written, ConfigValue value, Place place) {}
}
