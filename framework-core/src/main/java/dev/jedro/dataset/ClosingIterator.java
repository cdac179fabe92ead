package dev.jedro.dataset;

import java.util.Iterator;
import java.util.stream.Stream;

/** Closes its stream when the last row has been given, or when reading fails. */
final class ClosingIterator<T> implements Iterator<T> {
    private final Stream<T> stream;
    private final Iterator<T> rows;

    ClosingIterator(Stream<T> stream) {
        this.stream = stream;
        this.rows = stream.iterator();
    }

    @Override
    public boolean hasNext() {
        boolean more = false;
        try {
            more = rows.hasNext();
        } finally {
            if (!more) {
                stream.close();
            }
        }
        return more;
    }

    @Override
    public T next() {
        return rows.next();
    }
}
