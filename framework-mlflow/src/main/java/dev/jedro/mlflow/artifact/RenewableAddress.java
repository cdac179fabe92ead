package dev.jedro.mlflow.artifact;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A signed address that may end while a file is on its way: then another one is asked for, once. Thread-safe. */
final class RenewableAddress {

    interface Ask {
        SignedAddress again() throws IOException;
    }

    interface Use<T> {
        T with(SignedAddress signed) throws IOException, InterruptedException;
    }

    private final Ask ask;
    private @Nullable SignedAddress now;

    /** @param first if there is one already */
    RenewableAddress(@Nullable SignedAddress first, Ask ask) {
        this.now = first;
        this.ask = ask;
    }

    <T> T use(Use<T> use) throws IOException, InterruptedException {
        SignedAddress tried = otherThan(null);
        try {
            return use.with(tried);
        } catch (Wire.Refused e) {
            if (!e.forbidden()) {
                throw e;
            }
            return use.with(otherThan(tried));
        }
    }

    private synchronized SignedAddress otherThan(@Nullable SignedAddress ended) throws IOException {
        SignedAddress known = now;
        if (known == null || known.equals(ended)) { // else another part has asked already
            known = ask.again();
            now = known;
        }
        return known;
    }
}
