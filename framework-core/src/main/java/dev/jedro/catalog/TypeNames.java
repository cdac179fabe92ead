package dev.jedro.catalog;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Java types as people write them: {@code List<Company>}, not {@code java.util.List<com.acme.Company>}. */
final class TypeNames {
    private TypeNames() {}

    static String of(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.getSimpleName();
        }
        if (type instanceof ParameterizedType generic) {
            return of(generic.getRawType())
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(TypeNames::of)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getLowerBounds().length > 0
                    ? "? super " + of(wildcard.getLowerBounds()[0])
                    : wildcard.getUpperBounds()[0] == Object.class
                            ? "?"
                            : "? extends " + of(wildcard.getUpperBounds()[0]);
        }
        return type.getTypeName();
    }

    /** The class behind a type; {@code Object} for a type variable. Primitive types become their boxes. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isPrimitive()
                    ? java.lang.invoke.MethodType.methodType(plain).wrap().returnType()
                    : plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return type instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : Object.class;
    }
}
