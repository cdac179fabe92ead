package dev.jedro.spi;

import dev.jedro.catalog.Dataset;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Place;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What surrounds a dataset that is opened: its name, the project, its credentials and what it shares with others. Thread-safe. */
public interface DatasetContext {

    /** The dataset's name in the catalog. */
    String name();

    /** Where the catalog defines it. */
    Place place();

    /** The project's folder, absolute; relative paths start there. */
    Path projectRoot();

    /**
     * A path as a user wrote it: relative ones start in the project, {@code ~} is the home folder.
     *
     * @throws dev.jedro.problem.JedroException if it is the address of something that is not on this machine, such as {@code s3://…}
     */
    Path resolve(String path);

    /** A path as people know it, for messages: relative to the project if it is inside. */
    String shown(Path path);

    /** The credentials that the entry names; empty if it names none. Its values are secret. */
    ConfigMap credentials();

    /** A plug-in's own configuration, for instance that of {@code conf/base/duckdb.yml} for {@code duckdb}; empty if there is none. */
    ConfigMap config(String section);

    /**
     * Something that all datasets of an open catalog share, such as a connection. Made when first asked for, closed with the catalog (last made, first closed).
     *
     * @param maker called at most once for each class
     */
    <R extends AutoCloseable> R shared(Class<R> kind, Supplier<R> maker);

    /**
     * What all views of this dataset have in common while its catalog is open. Made when first asked for.
     *
     * @param maker called at most once for each class
     */
    <S> S state(Class<S> kind, Supplier<S> maker);

    /** The id of the run that this dataset is used in; empty where the catalog is open for interactive use. */
    default Optional<String> runId() {
        return Optional.empty();
    }

    /** Tells how many rows a load or save has moved, for the display of progress. */
    void reportRows(long count);

    /** The version to load, as {@code --load-versions} says; empty if it says nothing of this dataset. For types for which {@link DatasetType#versionsItself} holds. */
    Optional<String> loadVersion();

    /**
     * Tells which version the save under way has made, for the journal and for whoever asks the open catalog. To be called within {@code save}.
     *
     * @param version as {@code --load-versions} would name it
     */
    void reportVersion(String version);

    /** The dataset of a file type, with all that the catalog adds to reading and writing. */
    <O> Dataset<?> fileDataset(FileDatasetType<O> format, O options, Type type);
}
