package dev.jedro.duckdb;

import dev.jedro.config.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hides a JDBC URL, what it is made of, and a user's name and password, in what drivers say. They may say any part of it. */
final class JdbcSecrets {
    private static final Pattern SCHEME = Pattern.compile("jdbc:(?:[\\w+-]+:)*");
    private static final Pattern PARAMETERS = Pattern.compile("[?;&,()]");
    private static final Pattern PLACE = Pattern.compile("//(?:(.*)@)?([^/:@]*)(?::\\d+)?(?:/(.*))?");
    private static final Set<String> HARMLESS = Set.of("true", "false", "require", "disable", "prefer", "localhost");

    private final Pattern secrets;

    /** @param more further secrets, such as the password; empty ones are none */
    JdbcSecrets(String url, List<String> more) {
        Set<String> all = new LinkedHashSet<>(more);
        all.add(url);
        addParts(SCHEME.matcher(url).replaceFirst(""), all);
        this.secrets = Pattern.compile(all.stream()
                .flatMap(secret -> Stream.of(secret, decoded(secret)))
                .filter(secret -> !secret.isBlank() && !HARMLESS.contains(secret))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(JdbcSecrets::alone)
                .collect(Collectors.joining("|")));
    }

    private static void addParts(String address, Set<String> into) {
        into.add(address);
        String[] parts = PARAMETERS.split(address);
        for (int i = 1; i < parts.length; i++) {
            into.add(parts[i].substring(parts[i].indexOf('=') + 1));
        }
        into.add(parts[0]);
        Matcher place = PLACE.matcher(parts[0]);
        if (place.matches()) {
            for (int group = 1; group <= place.groupCount(); group++) {
                String part = place.group(group);
                into.addAll(part == null ? List.of() : List.of(group == 1 ? part.split(":", 2) : new String[] {part}));
            }
        }
    }

    private static String decoded(String secret) {
        try {
            return URLDecoder.decode(secret, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return secret; // a lone % is no escape
        }
    }

    /** A short secret is also part of harmless words, which must stay readable. */
    private static String alone(String secret) {
        String quoted = Pattern.quote(secret);
        return secret.length() < 4 ? "(?<!\\w)" + quoted + "(?!\\w)" : quoted;
    }

    String mask(String text) {
        return secrets.matcher(text).replaceAll(Secret.MASK);
    }

    /** The same failure with all its causes, where no message has a secret. */
    SQLException mask(SQLException failure) {
        SQLException masked = new SQLException(
                mask(String.valueOf(failure.getMessage())), failure.getSQLState(), failure.getErrorCode());
        return like(failure, masked);
    }

    private SQLException like(Throwable original, SQLException masked) {
        masked.setStackTrace(original.getStackTrace());
        Throwable cause = original.getCause();
        if (cause != null) {
            masked.initCause(like(cause, new SQLException(mask(cause.toString()))));
        }
        return masked;
    }
}
