package dev.jedro.mlflow.search;

import java.util.Comparator;
import java.util.List;

/** By what results are sorted. What an entity does not have comes last, after what is not a number, whichever the direction. */
public record Order(Field field, boolean ascending) {

    /** Of the values that entities have for {@link #field()}. */
    public Comparator<List<? extends Comparable<?>>> comparator() {
        return (left, right) -> {
            int rank = Integer.compare(rank(left), rank(right));
            if (rank != 0 || left.isEmpty()) {
                return rank;
            }
            int compared = compare(left.get(0), right.get(0));
            return ascending ? compared : -compared;
        };
    }

    private static int rank(List<? extends Comparable<?>> values) {
        if (values.isEmpty()) {
            return 2;
        }
        return values.get(0) instanceof Double number && Double.isNaN(number) ? 1 : 0;
    }

    /** Values of one field are of one class. */
    private static int compare(Comparable<?> left, Comparable<?> right) {
        if (left instanceof Number a && right instanceof Number b) {
            return left instanceof Long
                    ? Long.compare(a.longValue(), b.longValue())
                    : Double.compare(a.doubleValue(), b.doubleValue());
        }
        return left.toString().compareTo(right.toString());
    }
}
