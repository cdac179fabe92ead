package dev.jedro.cli.refs;

import dev.jedro.problem.TypeText;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes types into one Java file: by their simple names where these are free, with the imports that this takes. */
final class TypeNames {
    private final String home;
    private final Set<String> neighbours;
    private final Map<String, String> taken = new HashMap<>();
    private final SortedSet<String> imports = new TreeSet<>();

    /**
     * @param home the file's package; empty for the unnamed one
     * @param imported full names that the file imports already
     * @param neighbours the simple names of the classes of its package
     */
    TypeNames(String home, Iterable<String> imported, Set<String> neighbours) {
        this.home = home;
        this.neighbours = Set.copyOf(neighbours);
        imported.forEach(name -> taken.put(name.substring(name.lastIndexOf('.') + 1), name));
    }

    /** What has to be imported beside what is, for all that was written so far. */
    SortedSet<String> imports() {
        return imports;
    }

    /** Whether the file may name it: every class in it is public, or of the same package. */
    boolean sees(Type type) {
        if (type instanceof ParameterizedType generic) {
            return sees(generic.getRawType())
                    && Arrays.stream(generic.getActualTypeArguments()).allMatch(this::sees);
        }
        if (type instanceof GenericArrayType array) {
            return sees(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).allMatch(this::sees)
                    && Arrays.stream(wildcard.getLowerBounds()).allMatch(this::sees);
        }
        if (!(type instanceof Class<?> plain)) {
            return false;
        }
        if (plain.isArray()) {
            return sees(plain.getComponentType());
        }
        for (Class<?> each = plain; each != null; each = each.getDeclaringClass()) {
            boolean open = Modifier.isPublic(each.getModifiers())
                    || (plain.getPackageName().equals(home) && !Modifier.isPrivate(each.getModifiers()));
            if (!open || each.isAnonymousClass() || each.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    /** As the argument of a generic type: {@code int} becomes {@code Integer}. */
    String argument(Type type) {
        return name(type instanceof Class<?> plain && plain.isPrimitive() ? TypeText.boxed(plain) : type);
    }

    private String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            return name(TypeText.raw(generic))
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(this::name)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        if (type instanceof GenericArrayType array) {
            return name(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            if (wildcard.getLowerBounds().length > 0) {
                return "? super " + name(wildcard.getLowerBounds()[0]);
            }
            Type bound = wildcard.getUpperBounds()[0];
            return bound == Object.class ? "?" : "? extends " + name(bound);
        }
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? name(plain.getComponentType()) + "[]" : plainName(plain);
        }
        throw new IllegalArgumentException("no type that a field can have: " + type);
    }

    private String plainName(Class<?> type) {
        if (type.isPrimitive()) {
            return type.getName();
        }
        Class<?> outer = type;
        while (outer.getDeclaringClass() != null) {
            outer = outer.getDeclaringClass();
        }
        String full = outer.getName();
        String within = type.getName().substring(full.length()).replace('$', '.');
        String simple = outer.getSimpleName();
        String holder = taken.get(simple);
        if (full.equals(holder)) {
            return simple + within;
        }
        boolean atHand =
                outer.getPackageName().equals(home) || outer.getPackageName().equals("java.lang");
        if (holder != null
                || (neighbours.contains(simple) && !outer.getPackageName().equals(home))) {
            return full + within;
        }
        if (!atHand) {
            taken.put(simple, full);
            imports.add(full);
        }
        return simple + within;
    }
}
