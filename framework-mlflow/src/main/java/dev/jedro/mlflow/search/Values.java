package dev.jedro.mlflow.search;

import java.util.List;

/** The values of one entity, for instance of one run. */
@FunctionalInterface
public interface Values {

    /**
     * @return {@link Double} for metrics, {@link Long} for numbers, {@link String} for all else; none if the entity does not have the field; several only
     *     for datasets
     */
    List<? extends Comparable<?>> of(Field field);
}
