package dev.jedro.spark.table;

import dev.jedro.spi.DatasetType;
import java.lang.reflect.Type;

/** What is the same for all types of this module: the Java types that they give and take. */
interface SparkDatasetType<O extends SparkOptions> extends DatasetType<O> {

    @Override
    default String javaTypes() {
        return SparkValue.TYPES;
    }

    @Override
    default Type defaultType(O options) {
        return SparkValue.ROWS;
    }

    @Override
    default boolean canLoad(O options, Type type) {
        return SparkValue.known(type);
    }

    @Override
    default boolean canSave(O options, Type type) {
        return SparkValue.known(type);
    }
}
