package dev.jedro.run;

import dev.jedro.catalog.ChunkWriter;
import dev.jedro.catalog.OpenCatalog;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.problem.TypeText;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that take or give data element by element. A stream that a node gives is read to its end while its dataset is saved, before the node counts as done: by the
 * dataset itself where it takes such a stream, else chunk by chunk where it can append, else, in memory, gathered into a list. So a stream in memory can be
 * read by any number of nodes, and never after what it was made from has been closed.
 */
final class Streams {
    private static final Place ANY = Place.of("a node");

    private Streams() {}

    /** Whether a value is to be read element by element; a class that happens to be an iterator, such as a scanner, is so only where it is declared as one. */
    static boolean isStream(Object value, Type declared) {
        return value instanceof BaseStream
                || (value instanceof Iterator && TypeText.raw(declared).isAssignableFrom(Iterator.class));
    }

    private static List<Object> gathered(Object stream) {
        List<Object> gathered = new ArrayList<>();
        iterator(stream).forEachRemaining(gathered::add);
        return gathered;
    }

    /** Saves a stream or iterator; the caller closes it. */
    static OptionalLong save(OpenCatalog catalog, String name, Type type, Object stream) throws Exception {
        if (!catalog.definition().persists(name)) {
            List<Object> gathered = gathered(stream);
            catalog.save(name, List.class, gathered);
            return OptionalLong.of(gathered.size());
        }
        return catalog.definition().checkSave(name, type, ANY).isEmpty()
                ? saveWhole(catalog, name, type, stream)
                : inChunks(catalog, name, type, iterator(stream));
    }

    /** What the stream itself throws is the node's failure, not the dataset's. */
    private static OptionalLong saveWhole(OpenCatalog catalog, String name, Type type, Object stream) {
        boolean isWatched = stream instanceof Stream || stream instanceof Iterator;
        Watched watched = new Watched(isWatched ? iterator(stream) : Collections.emptyIterator());
        try {
            catalog.save(name, type, !isWatched ? stream : stream instanceof Stream ? watched.stream() : watched);
            return catalog.rows(name);
        } catch (JedroException e) {
            RuntimeException own = watched.failure;
            throw own == null ? e : own;
        }
    }

    /** Keeps what an iterator throws. */
    private static final class Watched implements Iterator<Object> {
        private final Iterator<?> inner;
        private @Nullable RuntimeException failure;

        Watched(Iterator<?> inner) {
            this.inner = inner;
        }

        Stream<Object> stream() {
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false);
        }

        @Override
        public boolean hasNext() {
            return watch(inner::hasNext);
        }

        @Override
        public Object next() {
            return watch(inner::next);
        }

        private <T> T watch(Supplier<T> step) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
    }

    private static OptionalLong inChunks(OpenCatalog catalog, String name, Type type, Iterator<?> chunks)
            throws Exception {
        Optional<ChunkWriter> opened = catalog.append(name, TypeFit.element(type));
        if (opened.isEmpty()) {
            throw new JedroException(Problem.error(
                            RunCode.STREAM_NOT_SAVED,
                            "Dataset '" + name + "' (" + catalog.typeName(name)
                                    + ") takes a stream neither whole nor in chunks.")
                    .fix("return a list, or use a dataset type that appends, such as Csv"));
        }
        try (ChunkWriter writer = opened.get()) {
            while (chunks.hasNext()) {
                writer.write(chunks.next());
            }
            writer.commit();
        }
        return catalog.rows(name);
    }

    /** Loads data as a type; a stream of what is only in memory is one of what was gathered there. */
    static Object load(OpenCatalog catalog, String name, Type type, boolean persistent) {
        Class<?> raw = TypeText.raw(type);
        return persistent || !TypeFit.isStream(raw)
                ? catalog.load(name, type)
                : fromMemory(catalog.load(name, List.class), raw);
    }

    private static Object fromMemory(Object value, Class<?> wanted) {
        if (!(value instanceof List<?> list) || wanted.isInstance(value)) {
            return value;
        }
        if (Iterator.class.isAssignableFrom(wanted)) {
            return list.iterator();
        }
        if (wanted == IntStream.class) {
            return list.stream().mapToInt(item -> ((Number) item).intValue());
        }
        if (wanted == LongStream.class) {
            return list.stream().mapToLong(item -> ((Number) item).longValue());
        }
        return wanted == DoubleStream.class
                ? list.stream().mapToDouble(item -> ((Number) item).doubleValue())
                : list.stream();
    }

    private static Iterator<?> iterator(Object stream) {
        return stream instanceof BaseStream<?, ?> base ? base.iterator() : (Iterator<?>) stream;
    }
}
