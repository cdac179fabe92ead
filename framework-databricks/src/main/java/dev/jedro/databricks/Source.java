package dev.jedro.databricks;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One source of settings.
 *
 * @param name for messages, for instance {@code the profile 'dev'}
 * @param implied whether it counts only because nothing else was asked for
 */
record Source(Tier tier, String name, boolean implied, Map<Field, Setting> settings) {
    Source {
        Map<Field, Setting> copy = new EnumMap<>(Field.class);
        copy.putAll(settings);
        settings = Collections.unmodifiableMap(copy);
    }

    Optional<Setting> setting(Field field) {
        return Optional.ofNullable(settings.get(field));
    }

    boolean has(Field field) {
        return settings.containsKey(field);
    }

    /** Whether it says which workspace: by its host, or by the address of a cluster's page. */
    boolean namesWorkspace() {
        return has(Field.HOST)
                || setting(Field.CLUSTER_ID)
                        .filter(cluster -> cluster.value().contains("://"))
                        .isPresent();
    }

    /** Whether it says how to log in. Variables that other programs use as well do not count. */
    boolean logsIn() {
        return settings.keySet().stream().anyMatch(this::logsInBy);
    }

    /** Whether it has variables that other programs use as well, and that would do to log in. */
    boolean mightLogIn() {
        return has(Field.GOOGLE_CREDENTIALS)
                || has(Field.AZURE_USE_MSI)
                || (has(Field.AZURE_CLIENT_ID) && has(Field.AZURE_CLIENT_SECRET) && has(Field.AZURE_TENANT_ID));
    }

    private boolean logsInBy(Field field) {
        boolean elsewhere = tier == Tier.ENVIRONMENT || tier == Tier.ENV_FILE;
        return field == Field.AUTH_TYPE || (field.logsIn() && !(elsewhere && field.shared()));
    }
}
