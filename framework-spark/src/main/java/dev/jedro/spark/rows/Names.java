package dev.jedro.spark.rows;

import java.util.Locale;

/** How the names of record components and columns meet: {@code fleetCount}, {@code fleet_count} and {@code Fleet Count}. */
final class Names {
    private Names() {}

    /** What the spellings of one name have in common. */
    static String bare(String name) {
        return name.replaceAll("[ _.-]", "").toLowerCase(Locale.ROOT);
    }
}
