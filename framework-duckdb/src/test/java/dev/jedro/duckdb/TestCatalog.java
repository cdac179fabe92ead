package dev.jedro.duckdb;

import dev.jedro.catalog.CatalogSession;
import dev.jedro.catalog.DataCatalog;
import dev.jedro.catalog.DatasetTypes;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problems;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalog in a folder, as a session opens it. */
final class TestCatalog {
    private TestCatalog() {}

    static OpenCatalog open(Path root, Map<String, Object> catalog) {
        return open(root, catalog, Map.of(), Map.of());
    }

    static OpenCatalog open(
            Path root, Map<String, Object> catalog, Map<String, Object> credentials, Map<String, Object> settings) {
        Problems problems = new Problems();
        DataCatalog defined = DataCatalog.of(
                ConfigMap.of(catalog, Place.of("conf/base/catalog.yml")),
                ConfigMap.of(credentials, Place.of("conf/local/credentials.yml")),
                DatasetTypes.installed(),
                problems);
        problems.throwIfErrors();
        return defined.open(CatalogSession.of(root, "2026-11-20T16.40.11.123Z")
                .withConfig(section -> ConfigMap.of(settings, Place.of("conf/base/duckdb.yml"))));
    }

    /** {@code List<R>} of a record. */
    static Type listOf(Class<?> row) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {row};
            }

            @Override
            public Type getRawType() {
                return List.class;
            }

            @Override
            public @Nullable Type getOwnerType() {
                return null;
            }
        };
    }
}
