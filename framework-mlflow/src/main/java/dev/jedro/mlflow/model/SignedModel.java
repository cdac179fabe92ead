package dev.jedro.mlflow.model;

import java.util.List;
import java.util.Map;

/**
 * A model that knows what it takes and gives. What it says goes into {@code MLmodel}, unless the catalog's entry says it otherwise.
 *
 * <pre>{@code
 * record Line(double intercept, double slope) implements SignedModel {
 *     public ModelSignature signature() {
 *         return new ModelSignature(List.of(new Column("x", "double", true)), List.of(new Column("y", "double", true)));
 *     }
 * }
 * }</pre>
 */
public interface SignedModel {

    ModelSignature signature();

    /** Rows that it takes, for those who want to try it, by the names of the signature; empty if it has none at hand. */
    default List<Map<String, Object>> inputExample() {
        return List.of();
    }
}
