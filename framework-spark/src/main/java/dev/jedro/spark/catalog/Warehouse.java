package dev.jedro.spark.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folders of a {@link FolderCatalog}: {@code <root>/<schema>/<table>/_delta_log}. A table that lies elsewhere has in its folder nothing but a file that says where. All is
 * read from the disk each time, because other processes change it too; what has to be seen at once is renamed.
 */
final class Warehouse {
    private static final String POINTER = "_location";
    private static final String SCHEMA = "_schema.properties";
    private static final String LOG = "_delta_log";
    private final Path root;

    Warehouse(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The folder of a schema, there or not. Names are kept in small letters, as Spark compares them without regard to case. */
    Path schema(String name) {
        return root.resolve(safe(name));
    }

    private Path folder(String schema, String table) {
        return schema(schema).resolve(safe(table));
    }

    private static String safe(String name) {
        if (!FolderNames.allowed(name)) {
            throw new IllegalArgumentException(FolderNames.refused(name) + ": " + FolderNames.LETTERS);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    boolean schemaExists(String name) {
        return FolderNames.looksAllowed(name) && Files.isDirectory(schema(name));
    }

    List<String> schemas() {
        return Files.isDirectory(root) ? folders(root) : List.of();
    }

    private static List<String> folders(Path parent) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path folder : folders) {
                String name = String.valueOf(folder.getFileName());
                if (FolderNames.looksAllowed(name)) { // others are hidden, or being removed
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** @return false if it is there already */
    boolean createSchema(String name, Map<String, String> properties) throws IOException {
        Path folder = schema(name);
        Files.createDirectories(root);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        if (!properties.isEmpty()) {
            writeSchema(name, properties);
        }
        return true;
    }

    /** What was noted of a schema, such as its comment. */
    Map<String, String> readSchema(String name) throws IOException {
        Properties stored = new Properties();
        try (InputStream in = Files.newInputStream(schema(name).resolve(SCHEMA))) {
            stored.load(in);
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        }
        Map<String, String> properties = new TreeMap<>();
        stored.stringPropertyNames().forEach(key -> properties.put(key, stored.getProperty(key)));
        return properties;
    }

    void writeSchema(String name, Map<String, String> properties) throws IOException {
        Properties stored = new Properties();
        stored.putAll(properties);
        Path file = schema(name).resolve(SCHEMA);
        Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            stored.store(out, null);
        }
        move(temporary, file);
    }

    /** @throws DirectoryNotEmptyException if it has tables and {@code cascade} is false */
    void dropSchema(String name, boolean cascade) throws IOException {
        Path folder = schema(name);
        if (!cascade && !folders(folder).isEmpty()) {
            throw new DirectoryNotEmptyException(folder.toString());
        }
        remove(folder);
    }

    List<String> tables(String schema) {
        return folders(schema(schema)).stream()
                .filter(table -> tableExists(schema, table))
                .toList();
    }

    boolean tableExists(String schema, String table) {
        return FolderNames.looksAllowed(schema) && FolderNames.looksAllowed(table) && hasTable(data(schema, table));
    }

    boolean external(String schema, String table) {
        return Files.exists(folder(schema, table).resolve(POINTER));
    }

    /** Where the data of a table is or would be, as Delta wants it. */
    String data(String schema, String table) {
        Path folder = folder(schema, table);
        try {
            return Files.readString(folder.resolve(POINTER)).strip();
        } catch (NoSuchFileException e) {
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path local(String location) {
        String path = location.startsWith("file:") ? location.replaceFirst("^file:/+", "/") : location;
        return Path.of(path);
    }

    /** Whether a log has begun: a process that was killed may have made its folder and no more. */
    static boolean hasTable(String location) {
        try (DirectoryStream<Path> log =
                Files.newDirectoryStream(local(location).resolve(LOG), "[!.]*.{json,parquet}")) {
            return log.iterator().hasNext();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that a table lies elsewhere. */
    void point(String schema, String table, String location) throws IOException {
        Path folder = Files.createDirectories(folder(schema, table));
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
        Files.writeString(temporary, location);
        move(temporary, folder.resolve(POINTER));
    }

    /** The table is gone for all processes at once; its files, unless they lie elsewhere, follow. */
    void dropTable(String schema, String table) throws IOException {
        remove(folder(schema, table));
    }

    /** @throws FileAlreadyExistsException if the new name is taken */
    void renameTable(String schema, String table, String newSchema, String newTable) throws IOException {
        Path target = folder(newSchema, newTable);
        if (tableExists(newSchema, newTable)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.deleteIfExists(target); // an empty one is what a failed creation has left
        Files.move(folder(schema, table), target);
    }

    /** What tells the log of a table from that of a table which another process has made in its place; empty if there is none. */
    Optional<Object> identity(String location) {
        try {
            BasicFileAttributes log = Files.readAttributes(local(location).resolve(LOG), BasicFileAttributes.class);
            return Optional.of(List.of(String.valueOf(log.fileKey()), log.creationTime()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void remove(Path folder) throws IOException {
        Path gone = folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID() + ".dropped");
        move(folder, gone);
        try (Stream<Path> all = Files.walk(gone)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
