package dev.jedro.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of versions: folders that sort by time, such as {@code 2026-11-20T15.12.06.535Z}. */
public final class SaveVersion {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH.mm.ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.:+-]*");

    private SaveVersion() {}

    /** The version of what a run saves that began at this moment. In UTC, to the millisecond. */
    public static String at(Instant moment) {
        return FORMAT.format(moment);
    }

    /** Whether a text has the form of what {@link #at} gives. */
    public static boolean isMoment(String text) {
        try {
            FORMAT.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether a text can name a version: one folder name, without a way out of the dataset's folder. */
    static boolean allowed(String version) {
        return ALLOWED.matcher(version).matches();
    }
}
