package dev.jedro.config;

/** Removes the secrets of a value from a text that others wrote, such as the message of an exception. */
final class SecretsIn {
    private SecretsIn() {}

    static String hide(String text, ConfigValue value) {
        if (value instanceof ConfigMap map) {
            String hidden = text;
            for (ConfigEntry entry : map.rawEntries().values()) {
                hidden = hide(hidden, entry.value());
            }
            return hidden;
        }
        if (value instanceof ConfigList list) {
            String hidden = text;
            for (ConfigEntry item : list.rawItems()) {
                hidden = hide(hidden, item.value());
            }
            return hidden;
        }
        ConfigScalar scalar = (ConfigScalar) value;
        return scalar.secret() && !scalar.text().isEmpty() ? text.replace(scalar.text(), Secret.MASK) : text;
    }
}
