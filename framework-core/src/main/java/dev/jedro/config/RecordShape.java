package dev.jedro.config;

import dev.jedro.problem.SnakeCase;
import dev.jedro.problem.TypeText;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record class reads from a map: looked at once a class, so that ten thousand entries bind quickly. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, Slot> slotsByKey = new HashMap<>();
    private @Nullable String mistake;

    /** One component. {@code fallback} is what stands for it when it is missing, if {@code optional}. */
    record Slot(
            int index,
            String key,
            String component,
            Type type,
            boolean nullable,
            boolean optional,
            @Nullable Object fallback) {}

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.constructor = canonical(type, components);
        Object defaults = defaults();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            boolean nullable = nullable(component);
            boolean mayMiss =
                    defaults != null || nullable || TypeText.raw(component.getGenericType()) == Optional.class;
            Slot slot = new Slot(
                    i,
                    SnakeCase.of(component.getName()),
                    component.getName(),
                    component.getGenericType(),
                    nullable,
                    mayMiss,
                    fallback(component, defaults, nullable));
            slots.add(slot);
            slotsByKey.put(slot.key(), slot);
        }
        slots.forEach(slot -> slotsByKey.putIfAbsent(slot.component(), slot));
    }

    /** Why nothing can be bound to the record; empty if all is well. */
    Optional<String> mistake() {
        return Optional.ofNullable(mistake);
    }

    List<Slot> slots() {
        return slots;
    }

    @Nullable
    Slot slot(String key) {
        return slotsByKey.get(key);
    }

    List<String> keys() {
        return slots.stream().map(Slot::key).toList();
    }

    List<Binder.Option> options() {
        return slots.stream()
                .map(slot -> new Binder.Option(
                        slot.key(), slot.type(), !slot.optional(), Optional.ofNullable(slot.fallback())))
                .toList();
    }

    Object create(@Nullable Object[] values) throws InvocationTargetException {
        try {
            return constructor.newInstance(values);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("cannot construct record " + type.getName(), e);
        }
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> found = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record without canonical constructor: " + type.getName(), e);
        }
    }

    /** The record's own defaults, or null if it has none. */
    private @Nullable Object defaults() {
        try {
            Method method = type.getDeclaredMethod("defaults");
            if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != type) {
                return null;
            }
            method.setAccessible(true);
            return method.invoke(null);
        } catch (NoSuchMethodException e) {
            return null;
        } catch (InvocationTargetException e) {
            mistake = "its method defaults() throws " + e.getCause();
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot call " + type.getName() + ".defaults()", e);
        }
    }

    private static @Nullable Object fallback(RecordComponent component, @Nullable Object defaults, boolean nullable) {
        if (defaults == null) {
            return !nullable && component.getType() == Optional.class ? Optional.empty() : null;
        }
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(defaults);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Any annotation of that name counts: JSpecify's stands on the type, older ones on the component. */
    private static boolean nullable(RecordComponent component) {
        return hasNullable(component.getAnnotatedType().getAnnotations()) || hasNullable(component.getAnnotations());
    }

    private static boolean hasNullable(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
