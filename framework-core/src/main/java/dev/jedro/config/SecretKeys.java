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
    /** As in {@code sc://host/;token=…} and {@code jdbc:x://host/db?password=…}. */
    private static final Pattern ADDRESS =
            Pattern.compile(".*[;?&](token|password|passwd|pwd|secret)=.+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SecretKeys() {}

    static boolean isSecret(String key, ConfigValue value) {
        if (value instanceof ConfigScalar scalar) {
            return scalar.value() != null
                    && (KEY.matcher(key).matches()
                            || ADDRESS.matcher(scalar.text()).matches());
        }
        return WHOLE.contains(key);
    }
}
