package dev.jedro.catalog;

import java.io.IOException;

/**
 * Data that is written chunk by chunk and becomes visible as a whole. Not thread-safe.
 *
 * <pre>{@code
 * try (ChunkWriter writer = …) {
 *     for (Object chunk : chunks) {
 *         writer.write(chunk);
 *     }
 *     writer.commit();
 * }
 * }</pre>
 */
public interface ChunkWriter extends AutoCloseable {

    /** Adds a chunk after those already written. */
    void write(Object chunk) throws Exception;

    /** Makes everything written so far the data, in place of what was there. Call it once, at the end. */
    void commit() throws Exception;

    /** Gives up what was written if it was not committed. */
    @Override
    void close() throws IOException;
}
