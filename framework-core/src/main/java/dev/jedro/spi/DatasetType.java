package dev.jedro.spi;

import dev.jedro.catalog.Dataset;
import dev.jedro.config.ConfigMap;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * A kind of dataset that a catalog entry names in its {@code type:}. Stateless and thread-safe, with a public constructor without arguments; listed in
 * {@code META-INF/services/dev.jedro.spi.DatasetType}, or named in the catalog by its class name. What lives in files is simpler as a {@link FileDatasetType}.
 *
 * @param <O> the record that the entry's own keys are bound to
 */
public interface DatasetType<O> {

    /** The name used in catalogs, for instance {@code Csv} or {@code duckdb.Parquet}; unique. */
    String name();

    /** The record of the options; its components are the keys that an entry may have beside the catalog's own. A record without components where there are none. */
    Class<O> options();

    /** The Java types it gives and takes, in words for messages, for instance {@code List<R> (R a record), String}. */
    String javaTypes();

    /**
     * The Java type that fits where nothing is known of the nodes: {@code jedro catalog refs} gives it to a new constant. {@code Object} where only the user can know,
     * as for a model.
     */
    default Type defaultType(O options) {
        return Object.class;
    }

    /** As {@link #javaTypes()}, where the options change them. */
    default String javaTypes(O options) {
        return javaTypes();
    }

    /**
     * What is wrong with the options where a node's data has this type, such as the name of a component that a record does not have; empty if nothing is. Told before the run. Called where
     * {@link #canLoad} or {@link #canSave} holds. Cheap, without input or output.
     */
    default Optional<Problem> mistake(O options, Type type) {
        return Optional.empty();
    }

    /**
     * What is wrong with a Java type that a node hands it, such as a component of a record that no column can hold; empty if nothing is. Told before the run. Called where
     * {@link #canSave} holds, and with the type of the chunks where {@link FileDatasetType#canAppend} does. Cheap, without input or output.
     */
    default Optional<Problem> unsavable(O options, Type type) {
        return Optional.empty();
    }

    /**
     * What is wrong with the credentials that the entry names, such as a key that they lack; empty if nothing is. Told before the run, with the places of credentials and entry.
     * Cheap, without input or output.
     *
     * @param credentials as {@link DatasetContext#credentials} gives them
     */
    default List<Problem> wrongCredentials(O options, ConfigMap credentials) {
        return List.of();
    }

    /** Whether a node may ask for its data as this type. Cheap, without input or output. */
    boolean canLoad(O options, Type type);

    /** Whether a node may hand it data of this type. Cheap, without input or output. */
    boolean canSave(O options, Type type);

    /**
     * Opens a view of the data as one Java type. Cheap, without input or output: that is for the dataset's methods.
     *
     * @param type one for which {@link #canLoad} or {@link #canSave} holds
     */
    Dataset<?> open(O options, Type type, DatasetContext context);

    /**
     * What would have to change so that it can be written, for instance {@code add 'write_mode: append'}; empty if it can be written as it is. A node that writes what is read-only
     * is refused before the run. Cheap, without input or output.
     */
    default Optional<String> readOnly(O options) {
        return Optional.empty();
    }

    /** Whether a node may confirm that it has worked on what was loaded. Cheap, without input or output. */
    default boolean canConfirm(O options) {
        return false;
    }

    /**
     * Remembers that what was loaded has been worked on. Called where {@link #canConfirm} holds, after the node that confirms the dataset has saved all its outputs. What was
     * loaded is known by {@link DatasetContext#state}, since each Java type has a view of its own.
     */
    default void confirm(O options, DatasetContext context) throws Exception {
        throw new IllegalStateException(name() + " has nothing to confirm");
    }

    /**
     * Whether its data has versions of its own making, as a Delta table has. Then {@code --load-versions} may choose one of them, which {@link DatasetContext#loadVersion} tells;
     * what a save makes is told by {@link DatasetContext#reportVersion}. Cheap, without input or output.
     */
    default boolean versionsItself(O options) {
        return false;
    }

    /**
     * What kind of text names a version where this one cannot, for instance {@code a number such as 12}; empty if it can. Called where {@link #versionsItself} holds. Cheap, without
     * input or output: whether there is such a version, a load finds out.
     */
    default Optional<String> wrongVersion(O options, String version) {
        return Optional.empty();
    }

    /**
     * The file or folder without which a load is bound to fail, as the entry writes it: a run that reads the dataset and does not write it looks for it before its first node. Empty if only a
     * load finds out. Asked of types that are no {@link FileDatasetType}; cheap, without input or output.
     */
    default Optional<String> needs(O options) {
        return Optional.empty();
    }

    /** Whether data outlives the run. False for data that is kept in memory only. */
    default boolean persistent() {
        return true;
    }
}
