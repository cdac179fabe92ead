package dev.jedro.duckdb;

import java.util.Locale;

/** How the names of record components and columns meet: {@code fleetCount} and {@code fleet_count}. */
final class ComponentNames {
    private ComponentNames() {}

    /** What two spellings of one name have in common. */
    static String bare(String name) {
        return name.replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
