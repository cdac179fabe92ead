package dev.jedro.duckdb;

import java.util.Locale;

/** How the names of record components and columns meet: {@code fleetCount} and {@code fleet_count}. */
final class ComponentNames {
    private ComponentNames() {}

    /** The column of a component: an underscore before each capital letter, all small. */
    static String column(String component) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char letter = component.charAt(i);
            boolean starts = Character.isUpperCase(letter)
                    && i > 0
                    && (!Character.isUpperCase(component.charAt(i - 1))
                            || (i + 1 < component.length() && Character.isLowerCase(component.charAt(i + 1))));
            name.append(starts && component.charAt(i - 1) != '_' ? "_" : "").append(Character.toLowerCase(letter));
        }
        return name.toString();
    }

    /** What two spellings of one name have in common. */
    static String bare(String name) {
        return name.replace("_", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
