package dev.jedro.session;

import dev.jedro.config.ConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that <code>${…}</code> in the configuration's files refers to: they are used, though no pipeline names them. */
final class InterpolatedKeys {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*\\.*([^${}:,\\s]+)\\s*}");
    private final ConfigSource source;

    InterpolatedKeys(ProjectState state) {
        this.source = state.opened().conf();
    }

    Set<String> all() {
        Set<String> keys = new HashSet<>();
        try {
            for (String file : source.files()) {
                Matcher references = REFERENCE.matcher(new String(source.read(file), StandardCharsets.UTF_8));
                while (references.find()) {
                    keys.add(references.group(1));
                }
            }
        } catch (IOException unreadable) {
            return keys; // told by the check of the configuration
        }
        return keys;
    }
}
