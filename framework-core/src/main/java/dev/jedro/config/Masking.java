package dev.jedro.config;

import java.util.regex.Pattern;

/** Hides what must not be read in texts that are not secret as a whole. */
public final class Masking {
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s?#]+@");

    private Masking() {}

    /** The text with the user information of every URL in it replaced: {@code s3://user:pw@host} becomes {@code s3://<redacted>@host}. */
    public static String userInfo(String text) {
        return text.contains("://") ? USER_INFO.matcher(text).replaceAll("://<redacted>@") : text;
    }
}
