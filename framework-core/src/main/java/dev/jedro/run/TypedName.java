package dev.jedro.run;

import java.lang.reflect.Type;

/**
 * A dataset or parameter, as one Java type. It compares by hand: what a record has of itself is spun from method handles when it is first asked, which takes longer
 * than the rest of a short run's start.
 */
record TypedName(String name, Type type) {
    @Override
    public boolean equals(Object other) {
        return other instanceof TypedName typed && name.equals(typed.name) && type.equals(typed.type);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }
}
