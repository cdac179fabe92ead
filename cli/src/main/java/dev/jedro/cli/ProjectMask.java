package dev.jedro.cli;

import java.util.function.UnaryOperator;

/** Masks the secrets of the project in all that a process says of itself, from when the project is open until the process ends. Thread-safe. */
public final class ProjectMask implements UnaryOperator<String> {
    private volatile UnaryOperator<String> secrets = UnaryOperator.identity();

    /** To be called when the project is open. */
    public void hide(UnaryOperator<String> ofProject) {
        secrets = ofProject;
    }

    @Override
    public String apply(String text) {
        return secrets.apply(text);
    }
}
