package dev.jedro.spark.catalog;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;

/**
 * The catalogs of the engine in this process. Spark's own manager of them is an interface since 4.2 and a class before, so what is compiled for one does not run on the other: its methods
 * are found by name, and one build of Jedro does for both.
 */
public final class EngineCatalogs {
    private final CatalogManager manager;

    private EngineCatalogs(CatalogManager manager) {
        this.manager = manager;
    }

    public static EngineCatalogs of(SparkSession session) {
        return new EngineCatalogs(session.sessionState().catalogManager());
    }

    /** What stands under {@code spark.sql.catalog.spark_catalog}. */
    public CatalogPlugin ofTheSession() {
        return (CatalogPlugin) call("v2SessionCatalog");
    }

    /** The one that names without a catalog mean. */
    public CatalogPlugin current() {
        return (CatalogPlugin) call("currentCatalog");
    }

    /** Where names without a schema are looked for. */
    public String[] currentNamespace() {
        return (String[]) call("currentNamespace");
    }

    /** Fails in Spark's words if there is none of that name. */
    public CatalogPlugin named(String name) {
        return (CatalogPlugin) call("catalog", name);
    }

    private Object call(String method, String... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return CatalogManager.class.getMethod(method, types).invoke(manager, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("This version of Spark has no CatalogManager." + method, e);
        }
    }
}
