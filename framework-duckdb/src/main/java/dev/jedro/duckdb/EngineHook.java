package dev.jedro.duckdb;

import dev.jedro.hook.Hook;
import dev.jedro.hook.ResourceContext;
import dev.jedro.hook.ResourceProvider;
import dev.jedro.pipeline.Resource;
import java.util.List;

/** Provides {@link DuckDb#ENGINE} to nodes. Public since {@link java.util.ServiceLoader} makes it. */
public final class EngineHook implements Hook {

    @Override
    public List<ResourceProvider<?>> resources() {
        return List.of(new Provider());
    }

    private static final class Provider implements ResourceProvider<DuckDb> {

        @Override
        public Resource<DuckDb> resource() {
            return DuckDb.ENGINE;
        }

        @Override
        public DuckDb open(ResourceContext context) {
            return Engines.of(context);
        }

        /** Does nothing: the datasets use the engine too, and the session closes it after them. */
        @Override
        public void close(DuckDb opened) {}
    }
}
