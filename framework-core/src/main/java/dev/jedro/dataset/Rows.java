package dev.jedro.dataset;

import dev.jedro.catalog.CatalogCode;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java type that holds rows: a list, a stream, an iterator or an iterable.
 *
 * @param shape the type without its argument
 * @param element the type of each row
 */
record Rows(Class<?> shape, Type element) {

    static Optional<Rows> of(Type type) {
        if (!(type instanceof ParameterizedType generic) || generic.getActualTypeArguments().length != 1) {
            return Optional.empty();
        }
        Class<?> shape = (Class<?>) generic.getRawType();
        Type element = generic.getActualTypeArguments()[0];
        if (element instanceof WildcardType wildcard) {
            element = wildcard.getUpperBounds()[0];
        }
        return shape == Stream.class || shape == Iterator.class || shape.isAssignableFrom(List.class)
                ? Optional.of(new Rows(shape, element))
                : Optional.empty();
    }

    /** Whether rows are read one after the other, only as they are wanted. */
    boolean lazy() {
        return shape == Stream.class || shape == Iterator.class;
    }

    /** Rows that are read as they are wanted; whoever reads to the end has closed the source. */
    Object from(Stream<?> rows) {
        Iterator<?> untilTheEnd = new ClosingIterator<>(rows);
        if (shape == Iterator.class) {
            return untilTheEnd;
        }
        Iterable<?> once = () -> castAway(untilTheEnd);
        return java.util.stream.StreamSupport.stream(once.spliterator(), false).onClose(rows::close);
    }

    @SuppressWarnings("unchecked") // read only
    private static <T> Iterator<T> castAway(Iterator<?> rows) {
        return (Iterator<T>) rows;
    }

    /** What is done with each row. */
    interface Action {
        void accept(Object row) throws Exception;
    }

    /** Goes through rows of any shape, and closes them if they are a stream. */
    static void forEach(Object rows, Action action) throws Exception {
        if (rows instanceof Stream<?> stream) {
            try (stream) {
                forEach(stream.iterator(), action);
            }
        } else {
            forEach(rows instanceof Iterator<?> iterator ? iterator : ((Iterable<?>) rows).iterator(), action);
        }
    }

    private static void forEach(Iterator<?> rows, Action action) throws Exception {
        for (long number = 1; rows.hasNext(); number++) {
            Object row = rows.next();
            if (row == null) {
                throw new JedroException(Problem.error(CatalogCode.NULL_VALUE, "Element " + number + " is null")
                        .fix("leave it out, or put something in its place"));
            }
            action.accept(row);
        }
    }
}
