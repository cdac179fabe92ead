package dev.jedro.spark.catalog;

import java.util.regex.Pattern;

/** Which names schemas and tables may have in a {@link FolderCatalog}, where they are names of folders. */
public final class FolderNames {
    /** What names may be made of, for messages. */
    public static final String LETTERS = "use letters, digits, '_', '-' and '$', and between them blanks and dots";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_$-][\\p{L}\\p{N}_$ .-]*");

    private FolderNames() {}

    /** What is said of a name that is none, for messages. */
    public static String refused(String name) {
        return "'" + name + "' cannot be the name of a schema or table in a folder";
    }

    /** Whether a schema or table can have this name. */
    public static boolean allowed(String name) {
        return looksAllowed(name) && !name.endsWith(".") && !name.endsWith(" ");
    }

    /** Whether a folder may be one of a schema or table; others are hidden, or being removed. */
    static boolean looksAllowed(String name) {
        return NAME.matcher(name).matches();
    }
}
