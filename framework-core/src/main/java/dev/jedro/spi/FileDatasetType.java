package dev.jedro.spi;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.Dataset;
import dev.jedro.problem.Problem;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A kind of dataset that is one file, or one folder. The author reads and writes; the catalog does the rest: the place of the file, versions, missing
 * files, folders that have to be made, and saves that are whole or did not happen.
 *
 * @param <O> the record that the entry's own keys are bound to
 */
public interface FileDatasetType<O> extends DatasetType<O> {

    /**
     * Reads the file.
     *
     * @param file exists
     * @return never null
     * @throws dev.jedro.problem.JedroException if the data is bad, with the line where one is known; any other exception is reported with the dataset's name and
     *     file
     */
    Object read(O options, Path file, Type type, DatasetContext context) throws Exception;

    /**
     * Writes the file.
     *
     * @param file does not exist, its folder does; a temporary sibling of the real one with the same ending, renamed when this method returns and removed if it throws
     */
    void write(O options, Path file, Type type, Object value, DatasetContext context) throws Exception;

    /** Whether an entry with these options is a folder instead of a file. Then the method {@code write} makes the folder itself. */
    default boolean directory(O options) {
        return false;
    }

    /** Whether the catalog may keep versions of it, where an entry says {@code versioned: true}. Cheap, without input or output. */
    default boolean canVersion(O options) {
        return true;
    }

    /**
     * What is wrong with the file's path, such as an ending that the type does not know; empty if nothing is. Told before the run. Cheap, without input or output.
     *
     * @param path as the entry has it
     */
    default Optional<Problem> wrongPath(O options, String path) {
        return Optional.empty();
    }

    /** Whether a load takes the data from elsewhere, so that the file need not be there before a run. Cheap, without input or output. */
    default boolean loadsElsewhere(O options) {
        return false;
    }

    /** Whether {@link #append} takes such chunks. Cheap, without input or output. */
    default boolean canAppend(O options, Type chunk) {
        return false;
    }

    /**
     * Begins to write a file chunk by chunk, for nodes that return a stream.
     *
     * @param file as in {@code write}
     * @param chunk the type of each chunk
     * @return empty if such chunks cannot be appended, as {@link #canAppend} tells
     */
    default Optional<ChunkWriter> append(O options, Path file, Type chunk, DatasetContext context) throws Exception {
        return Optional.empty();
    }

    @Override
    default Dataset<?> open(O options, Type type, DatasetContext context) {
        return context.fileDataset(this, options, type);
    }
}
