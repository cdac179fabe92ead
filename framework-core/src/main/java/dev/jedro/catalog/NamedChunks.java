package dev.jedro.catalog;

import dev.jedro.problem.JedroException;
import org.jspecify.annotations.Nullable;

/** Adds the dataset's name to what goes wrong while its chunks are written. */
final class NamedChunks implements ChunkWriter {
    private final ChunkWriter inner;
    private final Failures failures;
    private final Runnable afterCommit;
    private long count;

    NamedChunks(ChunkWriter inner, Failures failures, Runnable afterCommit) {
        this.inner = inner;
        this.failures = failures;
        this.afterCommit = afterCommit;
    }

    @Override
    public void write(Object chunk) {
        count++;
        refuseNull(chunk);
        try {
            inner.write(chunk);
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "saved", e);
        }
    }

    private void refuseNull(@Nullable Object chunk) {
        if (chunk == null) {
            throw new JedroException(
                    failures.problem(CatalogCode.NULL_VALUE, "cannot be saved: element " + count + " is null")
                            .fix("leave it out, or put something in its place"));
        }
    }

    @Override
    public void commit() {
        try {
            inner.commit();
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "saved", e);
        }
        afterCommit.run();
    }

    @Override
    public void close() {
        try {
            inner.close();
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "closed", e);
        }
    }
}
