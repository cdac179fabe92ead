package dev.jedro.databricks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Databricks runtime of a cluster.
 *
 * @param version as Databricks writes it, for instance {@code 17.3.x-scala2.13}
 * @param major the first number
 * @param minor the second
 * @param scala for instance {@code 2.13}; empty where it is not said
 */
public record ClusterRuntime(String version, int major, int minor, Optional<String> scala) {
    private static final Pattern VERSION = Pattern.compile("(?:custom:)?(?:release__)?(\\d+)\\.(\\d+|x)(.*)");
    private static final Pattern SCALA = Pattern.compile("scala(\\d+\\.\\d+)");

    /** Empty if it is none that says its numbers, such as an image of a customer. */
    public static Optional<ClusterRuntime> of(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        Matcher scala = SCALA.matcher(version);
        int minor = numbers.group(2).equals("x") ? 0 : Integer.parseInt(numbers.group(2));
        return Optional.of(new ClusterRuntime(
                version,
                Integer.parseInt(numbers.group(1)),
                minor,
                scala.find() ? Optional.of(scala.group(1)) : Optional.empty()));
    }

    /** The line of Spark that it is made of, as far as this version of Jedro knows. */
    public Optional<String> spark() {
        return switch (major) {
            case 13 -> Optional.of("3.4");
            case 14, 15, 16 -> Optional.of("3.5");
            case 17 -> Optional.of("4.0");
            case 18 -> Optional.of("4.1");
            case 19 -> Optional.of("4.2");
            default -> Optional.empty();
        };
    }
}
