package dev.jedro.config;

import java.util.Objects;

/** A text that must not be shown: a password, a token. It prints as {@value #MASK}; only {@link #reveal()} gives it. */
public record Secret(String reveal) {
    /** What stands for a secret wherever it could be read. */
    public static final String MASK = "*****";

    public Secret {
        Objects.requireNonNull(reveal, "reveal");
    }

    @Override
    public String toString() {
        return MASK;
    }
}
