package dev.jedro.config;

import java.util.Set;
import java.util.regex.Pattern;

/** Which values outside the credentials are secret all the same, since their key or their text says so. */
final class SecretKeys {
    /** What these have beneath them: credentials in place of their name, the headers of requests. */
    private static final Set<String> WHOLE = Set.of("credentials", "headers");

    private static final Pattern KEY = Pattern.compile(
            "(.*[._-])?(token|secret|password|passwd|pwd|(api|access|private|secret)[._-]?key)",
            Pattern.CASE_INSENSITIVE);
    /** Of what {@link #KEY} matches. */
    private static final String LAST_LETTERS = "ntdyNTDY";

    /** As in {@code sc://host/;token=…} and {@code jdbc:x://host/db?password=…}. */
    private static final Pattern ADDRESS =
            Pattern.compile(".*[;?&](token|password|passwd|pwd|secret)=.+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SecretKeys() {}

    static boolean isSecret(String key, ConfigValue value) {
        if (value instanceof ConfigScalar scalar) {
            return scalar.value() != null && (byKey(key) || byText(scalar.text()));
        }
        return WHOLE.contains(key);
    }

    /** Nearly all keys of a large catalog end otherwise, and are not looked at any further. */
    private static boolean byKey(String key) {
        return !key.isEmpty()
                && LAST_LETTERS.indexOf(key.charAt(key.length() - 1)) >= 0
                && KEY.matcher(key).matches();
    }

    private static boolean byText(String text) {
        return text.indexOf('=') > 0 && ADDRESS.matcher(text).matches();
    }
}
