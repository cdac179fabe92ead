package dev.jedro.catalog;

/** Adds the dataset's name to what goes wrong while its chunks are written. */
final class NamedChunks implements ChunkWriter {
    private final ChunkWriter inner;
    private final Failures failures;
    private final Runnable afterCommit;

    NamedChunks(ChunkWriter inner, Failures failures, Runnable afterCommit) {
        this.inner = inner;
        this.failures = failures;
        this.afterCommit = afterCommit;
    }

    @Override
    public void write(Object chunk) {
        try {
            inner.write(chunk);
        } catch (Exception e) {
            throw failures.of(CatalogCode.SAVE_FAILED, "saved", e);
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
