package dev.jedro.spark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** The schemas of a {@link FolderCatalog}: one level of folders, each with what was noted of it. */
abstract class FolderSchemas implements SupportsNamespaces {
    private static final String WAREHOUSE = "warehouse";
    private static final String DEFAULT = "default";
    private @Nullable String name;
    private @Nullable Warehouse warehouse;

    abstract void dropTables(String[] schema) throws NoSuchNamespaceException;

    @Override
    public void initialize(String catalog, CaseInsensitiveStringMap options) {
        String folder = options.get(WAREHOUSE);
        if (folder == null || folder.isBlank()) {
            throw new IllegalArgumentException("The catalog '" + catalog
                    + "' needs to know its folder: set spark.sql.catalog." + catalog + "." + WAREHOUSE);
        }
        name = catalog;
        warehouse = new Warehouse(Path.of(folder));
        try {
            warehouse.createSchema(DEFAULT, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder '" + folder + "' of the catalog '" + catalog + "' cannot be made", e);
        }
    }

    @Override
    public String name() {
        return Objects.requireNonNull(name, "not initialised");
    }

    final Warehouse warehouse() {
        return Objects.requireNonNull(warehouse, "not initialised");
    }

    @Override
    public String[] defaultNamespace() {
        return new String[] {DEFAULT};
    }

    static String schemaOf(String... namespace) {
        if (namespace.length != 1) {
            throw new IllegalArgumentException(
                    "A table here has the name catalog.schema.table, and schemas are not nested: "
                            + String.join(".", namespace));
        }
        return namespace[0];
    }

    final void requireSchema(String... namespace) throws NoSuchNamespaceException {
        if (namespace.length != 1 || !warehouse().schemaExists(namespace[0])) {
            throw new NoSuchNamespaceException(namespace);
        }
    }

    @Override
    public String[][] listNamespaces() {
        return warehouse().schemas().stream()
                .map(schema -> new String[] {schema})
                .toArray(String[][]::new);
    }

    @Override
    public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length == 0) {
            return listNamespaces();
        }
        requireSchema(namespace);
        return new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return namespace.length == 1 && warehouse().schemaExists(namespace[0]);
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        requireSchema(namespace);
        try {
            Map<String, String> properties = warehouse().readSchema(namespace[0]);
            properties.put(
                    SupportsNamespaces.PROP_LOCATION,
                    warehouse().schema(namespace[0]).toString());
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> properties)
            throws NamespaceAlreadyExistsException {
        try {
            if (!warehouse().createSchema(schemaOf(namespace), properties)) {
                throw new NamespaceAlreadyExistsException(namespace);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) throws NoSuchNamespaceException {
        requireSchema(namespace);
        try {
            Map<String, String> properties = warehouse().readSchema(namespace[0]);
            Arrays.stream(changes).forEach(change -> apply(change, properties));
            warehouse().writeSchema(namespace[0], properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(NamespaceChange change, Map<String, String> properties) {
        if (change instanceof NamespaceChange.SetProperty set) {
            properties.put(set.property(), set.value());
        } else if (change instanceof NamespaceChange.RemoveProperty remove) {
            properties.remove(remove.property());
        }
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade)
            throws NoSuchNamespaceException, NonEmptyNamespaceException {
        requireSchema(namespace);
        if (cascade) {
            dropTables(namespace);
        }
        try {
            warehouse().dropSchema(namespace[0], cascade);
        } catch (DirectoryNotEmptyException e) {
            throw new NonEmptyNamespaceException(namespace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
