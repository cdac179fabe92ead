package dev.jedro.duckdb;

import dev.jedro.config.Binder;
import dev.jedro.spi.DatasetContext;

/** The engine that all datasets of a catalog share, with the settings of {@code duckdb.yml}. */
final class Engines {
    private Engines() {}

    static DuckDb of(DatasetContext context) {
        return context.shared(
                DuckDb.class,
                () -> DuckDb.open(
                        Binder.bind(context.config("duckdb"), DuckDbOptions.class)
                                .beneath(context.projectRoot()),
                        context.projectRoot()));
    }
}
