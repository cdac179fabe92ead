package dev.jedro.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/** The user's home folder, for which {@code ~} stands. */
public final class UserHome {
    private UserHome() {}

    /** That of this process. */
    public static Path folder() {
        return folder(System.getenv());
    }

    /** {@code HOME}'s, as for shells and most other programs; where that is not set, and on Windows, Java's {@code user.home}. */
    public static Path folder(Map<String, String> environment) {
        String named = File.separatorChar == '/' ? environment.getOrDefault("HOME", "") : "";
        return Path.of(named.isBlank() ? System.getProperty("user.home") : named);
    }

    /** A path, in which {@code ~} at the begin, alone or before a slash, stands for the folder. */
    public static String expanded(String path) {
        return path.equals("~") || path.startsWith("~/") ? folder() + path.substring(1) : path;
    }
}
