package dev.jedro.databricks;

import dev.jedro.config.Secret;
import dev.jedro.problem.Place;

/**
 * A field that counts, with where it comes from. Its text never shows a secret.
 *
 * @param value not empty
 */
public record Setting(Field field, String value, Tier tier, Place place) {

    /** The value for eyes: masked if it is secret. */
    public String shown() {
        return field.secret() ? Secret.MASK : value;
    }

    @Override
    public String toString() {
        return field.key() + " = " + shown() + " (" + place + ")";
    }
}
