package dev.jedro.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;

/** Reads and fills in the arguments of generic types. */
final class TypeArguments {
    private TypeArguments() {}

    /** The argument at a position; {@code Object} where the type has none. */
    static Type of(Type type, int index) {
        if (!(type instanceof ParameterizedType generic) || index >= generic.getActualTypeArguments().length) {
            return Object.class;
        }
        Type argument = generic.getActualTypeArguments()[index];
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    /** The type of a component of a generic record, with the record's arguments put in: {@code T} of {@code Box<Company>} is Company. */
    static Type resolve(Type type, Type owner, Class<?> rawOwner) {
        if (type instanceof TypeVariable<?> variable) {
            int index = Arrays.asList(rawOwner.getTypeParameters()).indexOf(variable);
            return index < 0 ? Object.class : of(owner, index);
        }
        if (type instanceof ParameterizedType generic && owner instanceof ParameterizedType) {
            Type[] arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> resolve(argument, owner, rawOwner))
                    .toArray(Type[]::new);
            return new Filled(generic.getRawType(), arguments);
        }
        return type;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Filled(Type raw, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments;
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return Object.class;
        }
    }
}
