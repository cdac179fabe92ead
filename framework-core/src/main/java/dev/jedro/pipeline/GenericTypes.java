package dev.jedro.pipeline;

import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;

/** Questions about generic types, for what a node tells of its function. */
final class GenericTypes {
    private GenericTypes() {}

    /** The type itself, boxed; or {@code fallback} where it mentions a type variable, which nobody can bind data to. */
    static Type boxedOr(Type type, Class<?> fallback) {
        Type known = isKnown(type) ? type : fallback;
        return known instanceof Class<?> plain && plain.isPrimitive()
                ? MethodType.methodType(plain).wrap().returnType()
                : known;
    }

    /** The element type of a {@code List<E>}; {@code Object} where the list does not say. */
    static Type elementOf(Type list) {
        if (list instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1) {
            Type element = generic.getActualTypeArguments()[0];
            return element instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : element;
        }
        return Object.class;
    }

    private static boolean isKnown(Type type) {
        if (type instanceof ParameterizedType generic) {
            return List.of(generic.getActualTypeArguments()).stream().allMatch(GenericTypes::isKnown);
        }
        if (type instanceof WildcardType wildcard) {
            return List.of(wildcard.getUpperBounds()).stream().allMatch(GenericTypes::isKnown)
                    && List.of(wildcard.getLowerBounds()).stream().allMatch(GenericTypes::isKnown);
        }
        if (type instanceof GenericArrayType array) {
            return isKnown(array.getGenericComponentType());
        }
        return type instanceof Class<?>;
    }
}
