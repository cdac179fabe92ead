package dev.jedro.dataset;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Jackson's types as those of {@code java.lang.reflect}, which other datasets understand. */
final class JavaTypes {
    private JavaTypes() {}

    static Type generic(Class<?> raw, Type... arguments) {
        return new Generic(raw, arguments.clone());
    }

    static Type of(JavaType type) {
        int count = type.containedTypeCount();
        if (count == 0 || type.isArrayType()) {
            return type.getRawClass();
        }
        Type[] arguments = new Type[count];
        for (int i = 0; i < count; i++) {
            arguments[i] = of(type.containedType(i));
        }
        return new Generic(type.getRawClass(), arguments);
    }

    private static final class Generic implements ParameterizedType {
        private final Class<?> raw;
        private final Type[] arguments;

        Generic(Class<?> raw, Type[] arguments) {
            this.raw = raw;
            this.arguments = arguments;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        /** The rule of the JDK's own parameterised types, so that both can be keys of one map. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType type
                    && raw.equals(type.getRawType())
                    && Arrays.equals(arguments, type.getActualTypeArguments());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arguments) ^ java.util.Objects.hashCode(getOwnerType()) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            return raw.getName() + Arrays.toString(arguments);
        }
    }
}
