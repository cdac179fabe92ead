package dev.jedro.duckdb;

import dev.jedro.config.Binder;
import dev.jedro.config.ConfigMap;
import dev.jedro.hook.ResourceContext;
import dev.jedro.spi.DatasetContext;
import java.nio.file.Path;

/** The engine that the datasets and nodes of a session share, with the settings of {@code duckdb.yml}. */
final class Engines {
    private static final String SECTION = "duckdb";

    private Engines() {}

    static DuckDb of(DatasetContext context) {
        return context.shared(DuckDb.class, () -> open(context.config(SECTION), context.projectRoot()));
    }

    static DuckDb of(ResourceContext context) {
        return context.shared().get(DuckDb.class, () -> open(context.config().section(SECTION), context.root()));
    }

    private static DuckDb open(ConfigMap settings, Path root) {
        return DuckDb.open(Binder.bind(settings, DuckDbOptions.class).beneath(root), root);
    }
}
