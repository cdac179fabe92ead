package dev.jedro.dataset;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Which Java types a model may be made of: those that come back as they were, down to the last component. */
final class ModelShape {
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private ModelShape() {}

    static boolean fits(JavaType type) {
        return fits(type, new HashSet<>());
    }

    private static boolean fits(JavaType type, Set<JavaType> seen) {
        Class<?> raw = type.getRawClass();
        if (raw.isPrimitive()
                || raw.isEnum()
                || PLAIN.contains(raw)
                || raw.getPackageName().equals("java.time")) {
            return raw != void.class;
        }
        if (type.isArrayType() || type.isReferenceType() || raw == List.class || raw == Set.class) {
            return type.getContentType() != null && fits(type.getContentType(), seen);
        }
        if (raw == Map.class) {
            return (type.getKeyType().getRawClass() == String.class
                            || type.getKeyType().isEnumType()
                            || PLAIN.contains(type.getKeyType().getRawClass()))
                    && fits(type.getContentType(), seen);
        }
        if (!seen.add(type)) {
            return true;
        }
        if (raw.isRecord()) {
            return Arrays.stream(raw.getRecordComponents())
                    .allMatch(component -> fits(component(type, component), seen));
        }
        return raw.isSealed()
                && raw.isInterface()
                && Arrays.stream(raw.getPermittedSubclasses())
                        .allMatch(choice -> fits(Documents.JSON.constructType(choice), seen));
    }

    private static JavaType component(JavaType record, RecordComponent component) {
        return Documents.JSON.getTypeFactory().resolveMemberType(component.getGenericType(), record.getBindings());
    }
}
