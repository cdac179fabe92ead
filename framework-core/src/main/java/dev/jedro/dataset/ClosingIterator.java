package dev.jedro.dataset;

import java.util.Iterator;
import java.util.stream.Stream;

/** Closes its stream when the last row has been given, when reading fails, or when whoever reads has had enough. */
final class ClosingIterator<T> implements Iterator<T>, AutoCloseable {
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
        boolean given = false;
        try {
            T row = rows.next();
            given = true;
            return row;
        } finally {
            if (!given) {
                stream.close();
            }
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
