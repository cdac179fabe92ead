package dev.jedro.mlflow.tracking;

import java.util.Map;
import java.util.Optional;

/** The environment variables that MLflow knows. */
record Surroundings(Map<String, String> variables) {
    static Surroundings ofProcess() {
        return new Surroundings(System.getenv());
    }

    /** Empty also if the variable is. */
    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
