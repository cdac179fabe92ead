package dev.jedro.mlflow.store;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;

/** What MLflow's servers accept, and what they refuse. */
final class Limits {
    static final int KEY = 250;
    static final int PARAMETER = 6_000;
    static final int TAG = 8_000;
    static final int BATCH_METRICS = 1_000;
    static final int BATCH_OTHERS = 100;
    static final int BATCH = 1_000;
    private static final int FILE_NAME = 255;
    private static final int ALIAS = 255;
    private static final int RUN_ID = 256;
    private static final int EXPERIMENT_ID = 64;
    private static final Pattern ALIASES = Pattern.compile("[\\w\\-]+");
    private static final Pattern VERSION_LIKE = Pattern.compile("[vV]\\d+");

    private Limits() {}

    /** Made when a key has other letters than English ones: most runs have none such. */
    private static final class Keys {
        static final Pattern ANY = Pattern.compile("[/\\w.\\- :]*", Pattern.UNICODE_CHARACTER_CLASS);
    }

    /** MLflow's switch, for those who would rather have an error than a shorter value. */
    static boolean truncates() {
        return !"false".equalsIgnoreCase(System.getenv("MLFLOW_TRUNCATE_LONG_VALUES"));
    }

    static String runId(String id) {
        return id(RUN_ID, "run_id", id);
    }

    static boolean isRunId(String name) {
        return isId(name, RUN_ID);
    }

    static String experimentId(String id) {
        return id(EXPERIMENT_ID, "experiment_id", id);
    }

    private static String id(int longest, String what, String id) {
        if (!isId(id, longest)) {
            throw bad(what, "'" + shown(id) + "' is no valid " + what, "use letters, digits, '-' and '_'");
        }
        return id;
    }

    private static boolean isId(String text, int longest) {
        if (text.isEmpty() || text.length() > longest || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!isLetterOrDigit(c) && "/_.- :".indexOf(c) < 0) {
                return Keys.ANY.matcher(key).matches();
            }
        }
        return true;
    }

    /** A key of a metric, parameter or tag, which is also the path of a file. */
    static String key(String what, String key) {
        length(what, key, KEY);
        if (key.isEmpty()) {
            throw bad(what, "A " + what + " has no key", "give it one");
        }
        if (!isKey(key)) {
            throw bad(
                    what,
                    "Key '" + shown(key) + "' of a " + what + " has characters that MLflow does not allow",
                    "use letters, digits, '_', '-', '.', ' ', ':' and '/'");
        }
        for (String piece : key.split("/", -1)) {
            if (piece.isEmpty() || piece.equals(".") || piece.equals("..")) {
                throw bad(
                        what,
                        "Key '" + shown(key) + "' of a " + what + " is no clean path",
                        "remove '.', '..' and slashes that stand alone");
            }
            if (piece.getBytes(StandardCharsets.UTF_8).length > FILE_NAME) {
                throw bad(what, "Key '" + shown(key) + "' of a " + what + " is too long for a file", "shorten it");
            }
        }
        return key;
    }

    /** @return the value, cut to what MLflow's servers keep */
    static String value(String what, String key, String value, int most) {
        if (value.length() <= most) {
            return value;
        }
        if (truncates()) {
            return value.substring(0, Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most);
        }
        throw bad(
                what,
                "The value of '" + key + "' has " + value.length() + " characters; at most " + most + " are allowed",
                "shorten it");
    }

    static String length(String what, String text, int most) {
        if (text.length() > most) {
            throw bad(
                    what,
                    "'" + shown(text) + "' (" + what + ") has " + text.length() + " characters; at most " + most
                            + " are allowed",
                    "shorten it");
        }
        return text;
    }

    static void batch(String what, Collection<?> entries, int most) {
        if (entries.size() > most) {
            throw bad(
                    what,
                    "A batch has " + entries.size() + " " + what + "; at most " + most + " are allowed",
                    "send several batches");
        }
    }

    /** The name of a model is the name of a folder. */
    static String modelName(String name) {
        if (name.isBlank()) {
            throw bad("name", "A registered model has no name", "give it one");
        }
        boolean unfit = name.chars().anyMatch(c -> c < ' ' || c == '/' || c == '\\' || c == ':');
        if (unfit || name.startsWith(".") || name.getBytes(StandardCharsets.UTF_8).length > FILE_NAME) {
            throw bad(
                    "name",
                    "'" + shown(name) + "' cannot be the name of a registered model",
                    "use a short name without '/', '\\', ':' and without a dot at its begin");
        }
        return name;
    }

    static String alias(String alias) {
        length("alias", alias, ALIAS);
        if (!ALIASES.matcher(alias).matches()
                || VERSION_LIKE.matcher(alias).matches()
                || alias.equalsIgnoreCase("latest")) {
            throw bad(
                    "alias",
                    "'" + shown(alias) + "' cannot be an alias",
                    "use letters, digits, '-' and '_', not 'latest', and not a version such as v1");
        }
        return alias;
    }

    static long timestamp(String what, long timestamp) {
        if (timestamp < 0) {
            throw bad(what, "The " + what + " " + timestamp + " is before 1970", "give milliseconds since 1970");
        }
        return timestamp;
    }

    static JedroException bad(String where, String what, String fix) {
        return new JedroException(
                Problem.error(StoreCode.BAD_VALUE, what).at(Place.of(where)).fix(fix));
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
