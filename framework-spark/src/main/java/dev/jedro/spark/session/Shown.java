package dev.jedro.spark.session;

import dev.jedro.config.ConfigScalar;
import dev.jedro.config.ConfigValue;
import dev.jedro.config.Secret;
import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.spark.connect.Endpoint;
import java.util.regex.Pattern;

/** Settings for eyes: whatever is, or may be, a secret is masked. */
final class Shown {
    /** Names of settings, Spark's or a header's, whose values nobody should read. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(token|secret|password|passwd|credential|authorization|api[-_.]?key|access[-_.]?key).*");

    private Shown() {}

    /** Whether a setting of this name may be a secret. */
    static boolean secret(String key) {
        return SECRET.matcher(key).matches();
    }

    static String value(String key, ConfigValue value) {
        if (secret(key)) {
            return Secret.MASK;
        }
        if (key.equals("remote")
                && value instanceof ConfigScalar address
                && (!address.secret() || !Endpoint.secrets(address.text()).isEmpty())) {
            return address(address.text()); // without the token for which it is a secret
        }
        return value instanceof ConfigScalar scalar ? scalar.shown() : value.toString();
    }

    /** A server's address without its parameters; masked whole if it cannot be understood. */
    static String address(String text) {
        try {
            return Endpoint.parse(text, Place.of("remote")).toString();
        } catch (JedroException e) {
            return Secret.MASK;
        }
    }
}
