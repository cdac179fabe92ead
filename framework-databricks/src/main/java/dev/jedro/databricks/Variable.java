package dev.jedro.databricks;

import dev.jedro.problem.Place;

/**
 * The value of a variable, with where it comes from.
 *
 * @param value not blank; may be a secret
 * @param tier the environment or {@code .env}
 */
public record Variable(String value, Tier tier, Place place) {
    /** Without the value. */
    @Override
    public String toString() {
        return tier + " at " + place;
    }
}
