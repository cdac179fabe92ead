package dev.jedro.run;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;

/** Whether what one node gives is what another takes, as far as their methods declare it. */
final class TypeFit {
    private TypeFit() {}

    /** Whether a value of the one type may be handed to an argument of the other; what is not declared fits. */
    static boolean fits(Type given, Type taken) {
        if (given.equals(taken) || isOpen(given) || isOpen(taken)) {
            return true;
        }
        TypeFactory types = TypeFactory.defaultInstance();
        JavaType wanted = types.constructType(taken);
        JavaType offered = types.constructType(given);
        boolean gathered =
                isStream(offered.getRawClass()) && wanted.getRawClass().isAssignableFrom(List.class);
        return fits(
                gathered ? types.constructCollectionType(List.class, types.constructType(element(given))) : offered,
                wanted,
                taken);
    }

    private static boolean fits(JavaType given, JavaType taken, Type declared) {
        if (isStream(given.getRawClass()) && isStream(taken.getRawClass())) {
            return true; // a stream in memory is gathered, and given as whatever kind of stream is wanted
        }
        if (!taken.getRawClass().isAssignableFrom(given.getRawClass())) {
            return false;
        }
        if (!(declared instanceof ParameterizedType wanted)) {
            return true;
        }
        JavaType same = given.findSuperType(taken.getRawClass());
        Type[] arguments = wanted.getActualTypeArguments();
        if (same == null || same.containedTypeCount() != arguments.length) {
            return true; // raw: the compiler let it pass
        }
        for (int i = 0; i < arguments.length; i++) {
            JavaType argument = same.containedType(i);
            if (!argumentFits(argument, arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean argumentFits(JavaType given, Type wanted) {
        if (wanted instanceof WildcardType || given.getRawClass() == Object.class || isOpen(wanted)) {
            return true;
        }
        JavaType exact = TypeFactory.defaultInstance().constructType(wanted);
        return given.equals(exact) || (given.getRawClass() == exact.getRawClass() && fits(given, exact, wanted));
    }

    private static boolean isOpen(Type type) {
        return type == Object.class || type instanceof TypeVariable<?> || type instanceof WildcardType;
    }

    /** Whether a type is read once, element by element. */
    static boolean isStream(Class<?> raw) {
        return BaseStream.class.isAssignableFrom(raw) || raw == Iterator.class;
    }

    /** The element of a stream or iterator type; {@code Object} where nothing is known. */
    static Type element(Type stream) {
        return stream instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : Object.class;
    }
}
